"""What an editor's post is made from, and what it is checked against; no store, no web, no language model."""

from geopolitik.app.drafting.bending import Bending as Bending
from geopolitik.app.drafting.bending import Following as Following
from geopolitik.app.drafting.check import Offer as Offer
from geopolitik.app.drafting.check import PostCheck as PostCheck
from geopolitik.app.drafting.check import Unsupported as Unsupported
from geopolitik.app.drafting.check import check_post as check_post
from geopolitik.app.drafting.differing import Differing as Differing
from geopolitik.app.drafting.differing import Version as Version
from geopolitik.app.drafting.draft import Draft as Draft
from geopolitik.app.drafting.draft import draft as draft
from geopolitik.app.drafting.refs import PassageRef as PassageRef
