"""What admins see to: users, invitations, how the site is set up, how large its store is."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app import settings
from geopolitik.app.access import need
from geopolitik.app.people import accounts, books, managing
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Channel
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import channels
from geopolitik.storage.settings import Settings


def users(visit: Visit) -> Response:
    """Everybody with an account."""
    found = books.users(visit.house, visit.viewer)
    return visit.render("admin_users.html.j2", users=found, roles=_roles(visit.viewer))


def change_role(visit: Visit) -> Response:
    """Give a user another role; it stands in the form, or in the address of an undo."""
    need(visit.viewer, Role.ADMIN, "managing users")
    role = _role(visit.part("role") or visit.field("role"))
    before = managing.change_role(visit.house, visit.viewer, visit.part("user_id"), role)
    told = f"{before.name} is {role} now, and was {before.role}."
    return visit.to("/admin", told=told, undo=f"/admin/users/{before.id}/role/{before.role}")


def disable(visit: Visit) -> Response:
    """Shut a user out."""
    user = managing.disable(visit.house, visit.viewer, visit.part("user_id"), disabled=True)
    told = f"{user.name} is disabled: signed out everywhere, and no token works."
    return visit.to("/admin", told=told, undo=f"/admin/users/{user.id}/enable")


def enable(visit: Visit) -> Response:
    """Let a user in again."""
    user = managing.disable(visit.house, visit.viewer, visit.part("user_id"), disabled=False)
    return visit.to("/admin", told=f"{user.name} may sign in again.", undo=f"/admin/users/{user.id}/disable")


def invitations(visit: Visit) -> Response:
    """Open invitations, and the form for another."""
    return _invitations(visit)


def invite(visit: Visit) -> Response:
    """Make an invitation and show its link, this once."""
    need(visit.viewer, Role.ADMIN, "inviting")
    try:
        made, key = accounts.invite(
            visit.house,
            visit.viewer,
            role=_role(visit.field("role")),
            channel_id=visit.field("channel") or None,
        )
    except UsageError as error:
        return _invitations(visit, error)
    link = f"{visit.site.address}/register?key={key}"
    return visit.render("admin_invited.html.j2", invitation=made, link=link, channel=_titles(visit))


def withdraw_invitation(visit: Visit) -> Response:
    """Close a door."""
    invitation_id = visit.part("invitation_id")
    found = managing.withdraw_invitation(visit.house, visit.viewer, invitation_id, withdrawn=True)
    told = f"The invitation for {_a(found.role)} is withdrawn: its link opens nothing."
    return visit.to("/admin/invitations", told=told, undo=f"/admin/invitations/{found.id}/reopen")


def reopen_invitation(visit: Visit) -> Response:
    """Open it again."""
    found = managing.withdraw_invitation(
        visit.house, visit.viewer, visit.part("invitation_id"), withdrawn=False
    )
    told = f"The invitation for {_a(found.role)} is open again, by the same link."
    return visit.to("/admin/invitations", told=told, undo=f"/admin/invitations/{found.id}/withdraw")


def settings_page(visit: Visit) -> Response:
    """How the site is set up."""
    return _settings(visit, visit.settings)


def change_settings(visit: Visit) -> Response:
    """Set it up anew."""
    wanted = Settings(
        **{name: visit.field(name) for name in settings.MOST},
        guests=visit.field("guests") == "yes",
        registration=visit.field("registration") == "yes",
    )
    try:
        number = settings.change(visit.house, visit.viewer, wanted)
    except UsageError as error:
        return _settings(visit, wanted, error)
    if number is None:
        return visit.to("/admin/settings", told="Nothing was changed.")
    return visit.to("/admin/settings", told="Saved.", undo=f"/admin/settings/undo/{number}")


def undo_settings(visit: Visit) -> Response:
    """Set it up as before."""
    number = visit.part("number")
    # No entry has a number that a database couldn't hold.
    settings.undo(visit.house, visit.viewer, int(number) if number.isdecimal() and len(number) < 16 else 0)
    return visit.to("/admin/settings", told="Set up as it was before.")


def store(visit: Visit) -> Response:
    """How large the store is, and how much it holds."""
    return visit.render("admin_store.html.j2", facts=settings.facts(visit.house, visit.viewer))


def _invitations(visit: Visit, error: GeopolitikError | None = None) -> Response:
    found = managing.invitations(visit.house, visit.viewer)
    return visit.render(
        "admin_invitations.html.j2",
        status=status(error) if error else 200,
        invitations=found,
        people={user.id: user.name for user in books.users(visit.house, visit.viewer)},
        roles=_roles(visit.viewer),
        channels=_channels(visit),
        channel=_titles(visit),
        error=error,
    )


def _settings(visit: Visit, said: Settings, error: GeopolitikError | None = None) -> Response:
    need(visit.viewer, Role.ADMIN, "setting the site up")
    return visit.render(
        "admin_settings.html.j2",
        status=status(error) if error else 200,
        said=said,
        most=settings.MOST,
        error=error,
    )


def _channels(visit: Visit) -> tuple[Channel, ...]:
    with visit.house.store.reading() as r:
        return channels.all_channels(r)


def _titles(visit: Visit) -> dict[str, str]:
    return {channel.id: channel.title for channel in _channels(visit)}


def _roles(viewer: Viewer) -> tuple[Role, ...]:
    """The roles that a viewer may give."""
    return tuple(role for role in Role if viewer.at_least(role))


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError as error:
        raise UsageError("role", "is none", f"Choose {', '.join(Role)}.") from error


def _a(role: Role) -> str:
    return f"an {role}" if role.value[0] in "aeiou" else f"a {role}"


PAGES = (
    Get("/admin", users),
    Post("/admin/users/{user_id}/role", change_role),
    Post("/admin/users/{user_id}/role/{role}", change_role),
    Post("/admin/users/{user_id}/disable", disable),
    Post("/admin/users/{user_id}/enable", enable),
    Get("/admin/invitations", invitations),
    Post("/admin/invitations", invite),
    Post("/admin/invitations/{invitation_id}/withdraw", withdraw_invitation),
    Post("/admin/invitations/{invitation_id}/reopen", reopen_invitation),
    Get("/admin/settings", settings_page),
    Post("/admin/settings", change_settings),
    Post("/admin/settings/undo/{number}", undo_settings),
    Get("/admin/store", store),
)
