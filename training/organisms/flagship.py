"""``npm run training:flagship``: the flagship with its controls, both families, from nothing to records.

The part of ``npm run training:sweep`` that the Overview stands on; a second call goes on where a killed one stopped.
"""

import sys

from .plan import FLAGSHIP_ARM
from .sweep import main

ARMS = (FLAGSHIP_ARM, "external", "online", "shuffled", "text-only")

if __name__ == "__main__":
    if {"--seeds", "--arms"} & set(sys.argv):
        sys.exit("organisms.flagship: the flagship is seed 0 with its controls; for others use npm run training:sweep")
    sys.argv += ["--seeds", "0", "--arms", *ARMS]
    main()
