// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { KeyCursor } from "./key-cursor";

let root: Root;
const moves = { onMove: vi.fn(), onOpen: vi.fn(), onPin: vi.fn() };

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = "<div></div>";
  root = createRoot(document.body.firstElementChild as Element);
});

afterEach(async () => {
  await act(() => root.unmount());
  for (const move of Object.values(moves)) move.mockReset();
});

const render = (active: number | null, handlers: Partial<typeof moves> = moves) =>
  act(() =>
    root.render(
      <KeyCursor label="Step" count={3} active={active} valueText="here" onMove={moves.onMove} {...handlers}>
        {null}
      </KeyCursor>,
    ),
  );
const slider = () => document.querySelector('[role="slider"]') as HTMLElement;
const press = (key: string, init: KeyboardEventInit = {}) =>
  act(() => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
    slider().dispatchEvent(event);
    return event.defaultPrevented;
  });

it("moves within its places, opens and marks the one it is at", async () => {
  await render(2);
  await press("ArrowRight");
  expect(moves.onMove).toHaveBeenLastCalledWith(2);
  await press("ArrowLeft");
  expect(moves.onMove).toHaveBeenLastCalledWith(1);
  await press("Enter");
  expect(moves.onOpen).toHaveBeenCalledExactlyOnceWith(2);
  await press("p");
  expect(moves.onPin).toHaveBeenCalledExactlyOnceWith(2);
  await press("Escape");
  expect(moves.onMove).toHaveBeenLastCalledWith(null);
});

it("leaves keys to the page that it has no use for", async () => {
  await render(null);
  await press("Enter");
  await press("p");
  await render(1, {});
  await press("Enter");
  await render(1);
  await press("p", { ctrlKey: true });
  await press("x");
  for (const move of Object.values(moves)) expect(move).not.toHaveBeenCalled();
});

it("says what its keys do", async () => {
  const described = () => document.getElementById(slider().getAttribute("aria-describedby") ?? "");
  await render(1, {});
  expect(described()?.textContent).toBe("Arrow keys move, Escape leaves");
  await render(1);
  expect(described()?.textContent).toBe(
    "Arrow keys move, Enter opens what is behind the point, P marks it, Escape leaves",
  );
});
