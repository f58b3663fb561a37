"""``npm run training:flagship``: the flagship, its arms and controls, both families, from nothing to records.

The same as ``python -m organisms.sweep --seeds 0``; a second call goes on where a killed one stopped.
"""

import sys

from .sweep import main

if __name__ == "__main__":
    if "--seeds" in sys.argv:
        sys.exit("organisms.flagship: the flagship is seed 0; for others use python -m organisms.sweep --seeds ...")
    main()
