import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { Bundle, RunStep } from "@/lib/bundle/schema";
import { probeHref } from "@/lib/permalink/links";
import type { ProbeView } from "@/lib/permalink/probe-view";
import { placeTitle } from "./run-words";

type SubjectNoteProps = { bundle: Bundle; view: ProbeView; subject: RunStep };

/** Where one came from a row that holds this run's claims against another behaviour: whose, and the way to it. */
export function SubjectNote({ bundle, view, subject }: SubjectNoteProps) {
  const { task, entity, slots, cues, prompt } = view;
  return (
    <Notice>
      In the row you came from, these claims are held against the behaviour of {placeTitle(bundle, subject)}.
      Here, “does” and “of itself” are about this run’s own behaviour.{" "}
      <Link prefetch={false} href={probeHref({ task, entity, slots, cues, prompt, ...subject })}>
        What that one does with the same prompt
      </Link>
    </Notice>
  );
}
