/** The page's room until there are numbers. */
export function MatrixPending({ hasControls = false }: { hasControls?: boolean }) {
  return (
    <div aria-hidden="true">
      {!hasControls && <div className="h-[7rem] border-rule border-y py-m" />}
      <div className="pending mt-2xl h-[34rem]" />
    </div>
  );
}
