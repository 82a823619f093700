"""The classes of what may not be stopped at once, as rules ask for them."""

from typing import Final

ALCOHOL: Final = ("alcohol",)
SLEEPING_DRUGS: Final = ("benzodiazepine", "z-drug")
OPIOIDS: Final = ("opioid",)
OTHER_SEDATIVES: Final = (*OPIOIDS, "sedative")
