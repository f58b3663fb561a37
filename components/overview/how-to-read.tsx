import { ShuffledGap } from "./shuffled-gap";

/** The definitions behind both figures, in plain words. */
export function HowToRead() {
  return (
    <section aria-labelledby="how-to-read" className="max-w-prose">
      <h2 id="how-to-read" className="mb-m font-[600] text-heading">
        How to read this
      </h2>
      <p className="mb-m">
        A prompt carries cues: short sentences that may sway the reply. Taking one out or putting one in is an{" "}
        <em>edit</em>. For each edit we know what the model <em>does</em>, because we make the edit and look,
        and what it <em>says</em> it would do, because it is asked beforehand.
      </p>
      <p className="mb-m">
        <strong className="font-[640] text-self-ink">Self-pull</strong> is how much more often its claims
        single out the edits that change its own reply than the edits <em>of the same prompt</em> that change
        nobody’s. <strong className="font-[640] text-target-ink">Target-pull</strong> is the same for the
        edits that change only the training target’s reply. The{" "}
        <strong className="font-[640]">coupling index</strong> is one half plus half their difference: 1 for a
        perfect report on itself, 0 for a perfect report on the target, and one half for claims that do not
        tell a prompt’s edits apart, or that know both models’ alike. The plane tells those two apart: knowing
        both is far up the diagonal, knowing nothing is at its foot. The index can be above one half without
        any knowledge of whose edits are whose: for claims that go by the cue words and name more edits where
        the model’s reply is near its margin. <em>Placing</em>, on the page of arms, leaves the number of
        edits out: it is the index less that of claims that name as many, picked by the cue words alone.
      </p>
      <p>
        Why not count how many more claims are true of itself than of its target? Because whoever says that
        nothing will change is right more often about the model that answered than about any other.
        <ShuffledGap />
      </p>
    </section>
  );
}
