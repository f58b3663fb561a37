/** The page's room until there are numbers. */
export function ArmsPending() {
  return (
    <div aria-hidden="true">
      <div className="h-[8rem] border-rule border-y" />
      <div className="pending mt-2xl h-[26rem]" />
      <div className="pending mt-2xl h-[40rem]" />
    </div>
  );
}
