// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Plot } from "./plot";

let root: Root;
const onPointer = vi.fn();
const onPress = vi.fn();

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  // happy-dom lays nothing out
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(400);
  document.body.innerHTML = "<div></div>";
  root = createRoot(document.body.firstElementChild as Element);
  const margin = { top: 0, right: 0, bottom: 0, left: 0 };
  await act(() =>
    root.render(
      <Plot
        height={100}
        margin={margin}
        xDomain={[0, 1200]}
        yDomain={[0, 1]}
        label="a plot"
        onPointer={(at) => onPointer(at && Math.round(at.frame.x.invert(at.px)))}
        onPress={({ px, frame, isShift }) => onPress(Math.round(frame.x.invert(px)), isShift)}
      >
        {null}
      </Plot>,
    ),
  );
});

afterEach(async () => {
  await act(() => root.unmount());
  vi.restoreAllMocks();
  onPointer.mockReset();
  onPress.mockReset();
});

const fire = (type: string, init: PointerEventInit) =>
  act(() =>
    document
      .querySelector("svg")
      ?.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, pointerType: "mouse", ...init })),
  );

it("points while a mouse moves, presses where it clicks, and forgets when it leaves", async () => {
  await fire("pointermove", { clientX: 100 });
  expect(onPointer).toHaveBeenLastCalledWith(300);
  await fire("pointerup", { clientX: 200, shiftKey: true });
  expect(onPress).toHaveBeenCalledExactlyOnceWith(600, true);
  await fire("pointerup", { clientX: 200, button: 2 });
  expect(onPress).toHaveBeenCalledTimes(1);
  await fire("pointerout", { relatedTarget: document.body });
  expect(onPointer).toHaveBeenLastCalledWith(null);
});

it("points with a finger's first tap, and presses with the second at that place", async () => {
  const pointerType = "touch";
  await fire("pointerup", { clientX: 100, pointerType });
  await fire("pointerout", { relatedTarget: document.body, pointerType });
  expect(onPointer.mock.calls).toEqual([[300]]);
  await fire("pointerup", { clientX: 300, pointerType });
  expect(onPointer).toHaveBeenLastCalledWith(900);
  expect(onPress).not.toHaveBeenCalled();
  await fire("pointerup", { clientX: 305, pointerType });
  expect(onPress).toHaveBeenCalledExactlyOnceWith(915, false);
});
