/** The page's room until the manifest is there: controls, then two columns of figures. */
export function TimelinePending() {
  return (
    <div aria-hidden="true">
      <div className="pending h-[16rem] sm:h-[13rem]" />
      <div className="mt-2xl grid-page gap-y-2xl">
        <div className="pending h-[44rem] lg:col-span-6" />
        <div className="pending h-[44rem] lg:col-span-6" />
      </div>
    </div>
  );
}
