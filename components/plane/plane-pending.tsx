/** The plane's own room until its points are there. */
export function FigurePending() {
  return (
    <div aria-hidden="true" className="min-h-[50rem]">
      <div className="pending mt-xl aspect-square" />
    </div>
  );
}

/** The room of the page before there is a manifest. */
export function PlanePending() {
  return (
    <div aria-hidden="true" className="min-h-[70rem]">
      <div className="pending h-[7rem]" />
      <div className="mt-xl grid-page">
        <div className="lg:col-span-8">
          <FigurePending />
        </div>
      </div>
    </div>
  );
}
