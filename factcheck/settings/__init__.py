"""Settings of the site, by subject. What may differ between installations comes from the environment.

The site is in production as soon as ALLOWED_HOSTS holds a name other than this machine's own; then keys,
addresses and a secure scheme are required and whatever helps development is refused.
"""

from factcheck.settings.database import *
from factcheck.settings.desk import *
from factcheck.settings.guards import *
from factcheck.settings.logs import *
from factcheck.settings.oidc import *
from factcheck.settings.people import *
from factcheck.settings.site import *
from factcheck.settings.telling import *
from factcheck.settings.work import *
