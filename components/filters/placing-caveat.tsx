import Link from "next/link";
import { armsHref } from "@/lib/permalink/links";

/** What a coupling index above one half does not show yet; stands wherever one is shown. */
export function PlacingCaveat() {
  return (
    <>
      Claims that do not tell a prompt’s edits apart have an index of one half, but claims that only name more
      edits where the model’s own reply is near its margin can have more:{" "}
      <Link prefetch={false} href={armsHref({ statistic: "placing" })}>
        placing, on Arms,
      </Link>{" "}
      leaves their number out.
    </>
  );
}
