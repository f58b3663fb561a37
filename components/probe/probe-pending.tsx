/** The room of a probe before there is one. */
export function ProbePending() {
  return (
    <div aria-hidden="true" className="min-h-[80rem]">
      <div className="pending h-[3.5rem]" />
      <div className="pending mt-2xl h-[11rem]" />
      <div className="pending mt-2xl h-[24rem]" />
    </div>
  );
}
