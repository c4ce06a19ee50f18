"""One running site: the house, and what lives as long as the process does."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from geopolitik.app.checking import Desk
from geopolitik.app.house import House
from geopolitik.app.popular import Counting
from geopolitik.app.posting.proofing import Proofs
from geopolitik.app.stories.comparing import Comparisons
from geopolitik.publish.site.bodies import Bodies
from geopolitik.publish.site.throttle import Throttle
from geopolitik.publish.site.weather import WeatherDesk


@dataclass(frozen=True, slots=True)
class Site:
    """What every visit is handed."""

    house: House
    address: str
    """Where readers find it, without a slash at the end: `https://example.org`."""
    desk: Desk
    counting: Counting = field(default_factory=Counting)
    throttle: Throttle = field(default_factory=Throttle)
    bodies: Bodies = field(default_factory=Bodies)
    proofs: Proofs = field(default_factory=Proofs)
    comparisons: Comparisons = field(default_factory=Comparisons)
    weather: WeatherDesk | None = None
    """Off unless whoever serves the site brings a provider."""
    demo_user: str | None = None
    """In a demo: the id of the editor who is signed in by a link."""

    @property
    def host(self) -> str:
        """The host name in the address."""
        return urlsplit(self.address).hostname or "localhost"
