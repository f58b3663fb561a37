import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { FigureData } from "./figure";
import { FigureDownloads } from "./figure-downloads";

const table = { header: [], rows: [] };
const data: FigureData = { columns: [], rows: [], remarks: [], csv: table, latex: table };
const markup = (isWaiting: boolean) =>
  renderToStaticMarkup(
    <FigureDownloads title="t" method="m" data={data} plot={null} isWaiting={isWaiting} />,
  );
const buttons = (html: string) => html.match(/<button[^>]*>/g) ?? [];

it("saves nothing while what is drawn is not of the view, and says why", () => {
  const waiting = markup(true);
  expect(buttons(waiting)).toHaveLength(2);
  for (const button of buttons(waiting)) expect(button).toContain('disabled=""');
  expect(waiting).toContain("Once all is read");
  expect(waiting).toContain("Nothing can be saved before all numbers of this view are read.");

  const ready = markup(false);
  expect(buttons(ready)).toHaveLength(2);
  for (const button of buttons(ready)) expect(button).not.toContain("disabled=");
  expect(ready).not.toContain("Nothing can be saved");
});
