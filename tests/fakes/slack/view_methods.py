"""views.* and the methods that connect an app."""

from typing import TYPE_CHECKING

from tests.fakes.slack.views import View, check_view
from tests.fakes.slack.web_api import Method
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.workspace import APP_ID, BOT_ID, BOT_USER, TEAM

if TYPE_CHECKING:
    from tests.fakes.slack.server import LocalSlack


def open_view(slack: "LocalSlack", given: Json) -> Json:
    """Open a modal in front of the person whose trigger this is."""
    check_view(given.get("view"))
    _check_files(slack, given["view"])
    gesture = slack.gestures.use(given.get("trigger_id", ""))
    view = View(id=f"V0{slack.workspace.number():07}", user=gesture.user, content=given["view"], gesture=gesture)
    slack.views[view.id] = view
    gesture.show(view)
    return {"view": view.json()}


def _check_files(slack: "LocalSlack", content: Json) -> None:
    """Slack shows no file_input to an app that may not read files."""
    granted = slack.web_api.scopes
    asks = any((each.get("element") or {}).get("type") == "file_input" for each in content["blocks"])
    if asks and granted is not None and "files:read" not in granted:
        raise SlackError("invalid_arguments", ["file_input: the app lacks the scope files:read"])


def update_view(slack: "LocalSlack", given: Json) -> Json:
    """Change a modal that is open."""
    view = slack.views.get(given.get("view_id", ""))
    if view is None or not view.open:
        raise SlackError("not_found")
    if given.get("hash", view.hash) != view.hash:
        raise SlackError("hash_conflict")
    view.replace(given.get("view") or {})
    view.gesture.show(view)
    return {"view": view.json()}


def publish_home(slack: "LocalSlack", given: Json) -> Json:
    """Put a Home tab in front of a person."""
    if given.get("user_id") not in slack.workspace.users:
        raise SlackError("user_not_found")
    check_view(given.get("view"))
    slack.homes[given["user_id"]] = given["view"]
    return {"view": {"id": f"V0{slack.workspace.number():07}", **given["view"]}}


def auth_test(_: "LocalSlack", __: Json) -> Json:
    """Whose token this is."""
    return {
        "url": "https://local.slack.com/",
        "team": "Local",
        "user": "mentorbot",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "is_enterprise_install": False,
    }


def open_connection(slack: "LocalSlack", _: Json) -> Json:
    """The address of one Socket Mode connection."""
    return {"url": f"ws://{slack.authority}/link/?ticket={slack.sockets.ticket()}"}


METHODS = {
    "auth.test": Method(run=auth_test, tier=4),
    "apps.connections.open": Method(run=open_connection, tier=4, app_token=True),
    "views.open": Method(run=open_view, tier=4),
    "views.update": Method(run=update_view, tier=4),
    "views.publish": Method(run=publish_home, tier=4),
}
