/** The room of the answers to a prompt, so that the page's end stays out of sight while they are looked up. */
export function ResultPending() {
  return (
    <div aria-hidden="true" className="mt-xl min-h-[60rem]">
      <div className="pending h-[5rem]" />
      <div className="pending mt-l h-[20rem]" />
    </div>
  );
}

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
