/** The page's room until there are rows. */
export function ItemsPending({ hasControls = false }: { hasControls?: boolean }) {
  return (
    <div aria-hidden="true">
      {!hasControls && <div className="h-[5rem] border-rule border-y py-m lg:h-[14rem]" />}
      <div className="pending mt-xl h-[46rem]" />
    </div>
  );
}
