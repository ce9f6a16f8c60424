"""A Bot API server for tests, on loopback, with the limits of the real one and faults on demand.

It speaks HTTP to the library's own client. Methods and parameters are checked against the library's signatures, so a
misspelt one fails here as it would there. Tests put people and groups into it, let them write and press buttons, and
read what the bot sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import hashlib
import inspect
import itertools
import json
import re
import struct
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web
from telegram import Bot

from tests.bot_api.entities import BadEntities, parse_html, units

TOKEN = "123456789:AAtest-token_for-a-server-on-loopback"
BOT = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Release bot",
    "username": "release_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL_USER = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}

Json = dict[str, Any]
Answer = tuple[int, Json]


class ApiError(Exception):
    """A refusal, with its code and words as the Bot API gives them."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Limits:
    """What may be sent, measured when it arrives; None is no limit."""

    per_second: int | None = None
    between: float | None = None
    """Seconds between two messages to one chat."""
    group_per_minute: int | None = None


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next requests of one method."""

    method: str
    kind: str
    """``429``, ``429-bare``, ``500-html``, ``502-json``, ``broken-json``, ``slow``, ``cut-before``, ``cut-after``,
    or an error of the Bot API as ``400:words``."""
    times: int = 1
    chat_id: int | None = None
    seconds: float = 1.0


@dataclass(slots=True)
class Request:
    """A request as it arrived."""

    method: str
    data: Json
    at: float
    accepted: bool = False


@dataclass(slots=True)
class Chat:
    """A chat as the server knows it."""

    data: Json
    state: str = "member"
    """``member``, ``blocked``, ``restricted``, ``no-photos``, or ``migrated``."""
    migrated_to: int | None = None
    topics: set[int] = field(default_factory=set)
    admins: set[int] = field(default_factory=set)
    privacy: bool = True
    messages: dict[int, Json] = field(default_factory=dict)
    sent_at: deque[float] = field(default_factory=lambda: deque(maxlen=64))


COUNTED = ("send", "edit", "copy", "forward")


class BotApi:
    """The server, its chats, and everything that was asked of it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.clock: Callable[[], float] = time.monotonic
        """Seconds by which the limits are measured."""
        self.latency = 0.0
        """Seconds until a message is taken."""
        self.me: Json = dict(BOT)
        self.chats: dict[int, Chat] = {}
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.commands: dict[tuple[str, str | None], list[str]] = {}
        self.pictures: dict[str, bytes] = {}
        self.webhook: Json = {"url": "", "pending_update_count": 0, "has_custom_certificate": False}
        self.webhook_base = ""
        """Where deliveries go in truth: a test's webhook has no certificate and no name."""
        self.secret: str | None = None
        self.delivered: Counter[int] = Counter()
        self.refused: Counter[str] = Counter()
        self.inline_answers: dict[str, Json] = {}
        self.inline_messages: dict[str, Json] = {}
        self.callback_answers: dict[str, Json] = {}
        """Photos that were uploaded, by the names under which they are kept."""
        self._update_ids = itertools.count(870_000_001)
        self._message_ids: defaultdict[int, itertools.count[int]] = defaultdict(lambda: itertools.count(1))
        self._query_ids = itertools.count(1)
        self._polls = 0
        self._changed = asyncio.Condition()
        self._all_sent_at: deque[float] = deque(maxlen=2_000)
        self._tasks: set[asyncio.Task[None]] = set()
        self._one_by_one: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._session: aiohttp.ClientSession | None = None
        self.patience = 10.0
        """Seconds until a webhook that does not answer is called again."""
        self.recording = True
        """Whether every request is kept; a long run has no room for them."""
        self.base_url = ""
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None
        self.pending: deque[Json] = deque()
        """Updates that wait to be fetched, or to be confirmed."""

    @classmethod
    @contextlib.asynccontextmanager
    async def running(cls, limits: Limits | None = None) -> AsyncIterator[BotApi]:
        """A server on a free port, for as long as it is needed."""
        async with cls(limits).serving() as api:
            yield api

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        """This server, on a free port."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        runner = web.AppRunner(app, shutdown_timeout=0.05, access_log=None)
        await runner.setup()
        self._runner, self._site = runner, web.TCPSite(runner, "127.0.0.1", 0)
        await self._site.start()
        self.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
        try:
            yield self
        finally:
            await self._end_tasks()
            if self._session is not None:
                await self._session.close()
            await self._notify()
            await runner.cleanup()

    async def _end_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def go_away(self) -> None:
        """Nobody can connect any more, and who is connected is cut off."""
        assert self._site is not None
        await self._site.stop()
        assert self._runner is not None
        assert self._runner.server is not None
        for connection in list(self._runner.server.connections):
            if connection.transport is not None:
                connection.transport.abort()

    async def come_back(self) -> None:
        """At the same address."""
        assert self._runner is not None
        self._site = web.TCPSite(self._runner, "127.0.0.1", urlsplit(self.base_url).port)
        await self._site.start()

    # The world

    def person(self, number: int, name: str = "Ada", language: str | None = "en") -> Json:
        """A person, with a private chat."""
        self.chats.setdefault(number, Chat({"id": number, "type": "private", "first_name": name}))
        return {"id": number, "is_bot": False, "first_name": name} | ({"language_code": language} if language else {})

    def group(
        self, number: int, *, kind: str = "supergroup", privacy: bool = True, topics: set[int] | None = None
    ) -> Chat:
        """A group, a supergroup or a channel."""
        data = {"id": number, "type": kind, "title": f"Group {number}"} | ({"is_forum": True} if topics else {})
        self.chats[number] = Chat(data, privacy=privacy, topics=topics or set())
        return self.chats[number]

    async def push(self, update: Json, *, update_id: int | None = None) -> int:
        """Put an update into the queue as it is; return its number."""
        number = next(self._update_ids) if update_id is None else update_id
        update = {"update_id": number, **update}
        if self.webhook["url"]:
            self._start(self._deliver(update, self.webhook_base))
        else:
            self.pending.append(update)
        await self._notify()
        return number

    async def write(self, chat_id: int, sender: Json, text: str | None, **more: Any) -> Json:
        """Let somebody write in a chat; return the message. ``more`` are further fields of it."""
        update_id = more.pop("update_id", None)
        chat = self.chats[chat_id]
        message: Json = {
            "message_id": next(self._message_ids[chat_id]),
            "date": int(time.time()),
            "chat": chat.data,
            "from": sender,
            **({"text": text} if text is not None else {}),
            **more,
        }
        if text is not None:
            message["entities"] = _entities(text)
        chat.messages[message["message_id"]] = message
        if self._reaches_the_bot(chat, message):
            await self.push({"message": message}, update_id=update_id)
        return message

    def _reaches_the_bot(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: in a group the bot sees commands, replies to it, and Telegram's notices."""
        if chat.data["type"] == "private" or not chat.privacy or "text" not in message:
            return True
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == self.me["id"]
        command = any(entity["type"] == "bot_command" for entity in message["entities"])
        return replied or command or bool(message.get("is_automatic_forward"))

    async def edit(self, message: Json, text: str) -> None:
        """Let somebody edit a message."""
        edited = {**message, "text": text, "entities": _entities(text), "edit_date": int(time.time())}
        self.chats[message["chat"]["id"]].messages[message["message_id"]] = edited
        await self.push({"edited_message": edited})

    async def press(self, message: Json, label: str, person: Json, seconds: float = 10.0) -> Json:
        """Let somebody press the button that has these words on it; return how it was acknowledged."""
        return await self.press_data(message, button(message, label)["callback_data"], person, seconds)

    async def press_data(self, message: Json, data: str, person: Json, seconds: float = 10.0) -> Json:
        """Let somebody send what a button sends; return how it was acknowledged."""
        query_id = str(next(self._query_ids))
        query: Json = {"id": query_id, "from": person, "chat_instance": "1", "data": data}
        if "inline_message_id" in message:
            query["inline_message_id"] = message["inline_message_id"]
        else:
            query["message"] = {key: value for key, value in message.items() if not key.startswith("_")}
        await self.push({"callback_query": query})
        await self.until(lambda: query_id in self.callback_answers, seconds)
        return self.callback_answers[query_id]

    async def ask_inline(self, person: Json, query: str) -> Json:
        """Let somebody type an inline query; return what the bot offers."""
        query_id = str(next(self._query_ids))
        await self.push({"inline_query": {"id": query_id, "from": person, "query": query, "offset": ""}})
        await self.until(lambda: query_id in self.inline_answers)
        return self.inline_answers[query_id]

    async def member(self, chat_id: int, person: Json, before: Json, after: Json) -> None:
        """Let the bot's standing in a chat change."""
        user = {key: self.me[key] for key in ("id", "is_bot", "first_name", "username")}
        change = {
            "chat": self.chats[chat_id].data,
            "from": person,
            "date": int(time.time()),
            "old_chat_member": {"user": user, **before},
            "new_chat_member": {"user": user, **after},
        }
        await self.push({"my_chat_member": change})

    # What the bot did

    def sent(self, chat_id: int) -> list[Json]:
        """The bot's messages in a chat that are still there, in order."""
        found = self.chats[chat_id].messages.values()
        return [message for message in found if message["from"]["id"] == self.me["id"]]

    def calls(self, method: str) -> list[Request]:
        """The requests of a method."""
        return [request for request in self.requests if request.method == method]

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something is the case. Raises AssertionError where it does not come about."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(condition)
        except TimeoutError:
            raise AssertionError(f"did not come about: {inspect.getsource(condition).strip()}") from None

    async def reply(self, chat_id: int, number: int = 1) -> Json:
        """Wait for the bot's nth message in a chat."""
        await self.until(lambda: len(self.sent(chat_id)) >= number)
        return self.sent(chat_id)[number - 1]

    # The Bot API

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            data: Json = json.loads(await request.read())
        else:
            data = _parameters(dict(await request.post()))
        arrived = Request(method, data, self.clock())
        if self.recording:
            self.requests.append(arrived)
        fault = self._fault(method, data)
        try:
            _check_call(request.match_info["token"], method, data)
            if fault is not None and (response := await self._before(fault, request)) is not None:
                return response
            result = await self._call(method, data)
            arrived.accepted = True
            status, answer = 200, {"ok": True, "result": result}
        except ApiError as error:
            self.refused[error.description] += 1
            status, answer = error.code, {"ok": False, "error_code": error.code, "description": error.description}
            if error.parameters:
                answer["parameters"] = error.parameters
        await self._notify()
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.kind == "cut-after":
            _cut(request)
        return web.json_response(answer, status=status)

    def _fault(self, method: str, data: Json) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.times > 0 and fault.chat_id in (None, data.get("chat_id")):
                fault.times -= 1
                return fault
        return None

    async def _before(self, fault: Fault, request: web.Request) -> web.StreamResponse | None:
        """What goes wrong before a request is looked at; None where it goes wrong later."""
        match fault.kind:
            case "429":
                raise ApiError(429, "Too Many Requests: retry later", retry_after=int(fault.seconds))
            case "429-bare":
                raise ApiError(429, "Too Many Requests")
            case "500-html":
                return web.Response(status=500, text="<html>Internal Server Error</html>", content_type="text/html")
            case "502-json":
                raise ApiError(502, "Bad Gateway")
            case "broken-json":
                return web.Response(text='{"ok": tru', content_type="application/json")
            case "cut-before":
                _cut(request)
                return web.Response()
            case kind if ":" in kind:
                code, _, words = kind.partition(":")
                raise ApiError(int(code), words)
        return None

    async def call(self, path: str, data: Json) -> Any:
        """The result of a method, by its path after ``/bot``, without faults. Raises ApiError."""
        token, _, method = path.partition("/")
        _check_call(token, method, data)
        return await self._call(method, data)

    async def _call(self, method: str, data: Json) -> Any:
        do = getattr(self, f"_{method}", None)
        if do is None:
            raise AssertionError(f"the test server does not know {method} yet")
        if method.startswith(COUNTED) and method != "sendChatAction":
            self._count(data.get("chat_id"))
            if self.latency:
                await asyncio.sleep(self.latency)
        return await do(data)

    def _count(self, chat_id: int | None) -> None:
        """Refuse what comes too fast."""
        now = self.clock()
        chat = self.chats.get(chat_id or 0)
        limits = self.limits
        if limits.per_second and sum(now - at < 1 for at in self._all_sent_at) >= limits.per_second:
            raise ApiError(429, "Too Many Requests: retry after 1", retry_after=1)
        if chat is not None:
            if limits.between and chat.sent_at and now - chat.sent_at[-1] < limits.between:
                raise ApiError(429, "Too Many Requests: retry after 1", retry_after=1)
            is_group = chat.data["type"] != "private"
            if is_group and limits.group_per_minute:
                recent = sum(now - at < 60 for at in chat.sent_at)
                if recent >= limits.group_per_minute:
                    raise ApiError(429, "Too Many Requests: retry after 60", retry_after=60)
            chat.sent_at.append(now)
        self._all_sent_at.append(now)

    async def _getMe(self, _: Json) -> Json:  # noqa: N802 - the Bot API's names
        return self.me

    async def _getUpdates(self, data: Json) -> list[Json]:  # noqa: N802
        if self.webhook["url"]:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = data.get("offset", 0)
        # Numbers are compared by their place in the queue: they need not rise.
        numbers = [update["update_id"] for update in self.pending]
        if offset - 1 in numbers:
            for _ in range(numbers.index(offset - 1) + 1):
                self.pending.popleft()
            await self._notify()
        self._polls += 1
        mine = self._polls
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(data.get("timeout", 0)), self._changed:
                await self._changed.wait_for(lambda: bool(self.pending) or self._polls != mine)
        if self._polls != mine:
            raise ApiError(409, "Conflict: terminated by other getUpdates request")
        found = list(itertools.islice(self.pending, data.get("limit", 100)))
        self.delivered.update(update["update_id"] for update in found)
        return found

    async def _setWebhook(self, data: Json) -> bool:  # noqa: N802
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", data.get("secret_token", "")):
            raise ApiError(400, "Bad Request: secret token contains unallowed characters")
        self.webhook["url"] = data["url"]
        self.secret = data.get("secret_token")
        while self.pending:
            self._start(self._deliver(self.pending.popleft(), self.webhook_base))
        return True

    async def _deleteWebhook(self, _: Json) -> bool:  # noqa: N802
        self.webhook["url"] = ""
        return True

    async def _getWebhookInfo(self, _: Json) -> Json:  # noqa: N802
        return self.webhook

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, update: Json, base: str) -> None:
        """Deliver to the webhook, and again until it takes it; only then the next update of the same chat."""
        async with self._one_by_one[_chat_of(update)]:
            for _ in range(1_000):
                if await self._delivered(update, base):
                    return
                await asyncio.sleep(0.05)

    async def _delivered(self, update: Json, base: str) -> bool:
        address = base + urlsplit(self.webhook["url"]).path
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self.patience)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))
        try:
            async with self._session.post(address, json=update, headers=headers) as response:
                self.delivered[update["update_id"]] += 1
                await self._notify()
                return response.ok
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def _sendMessage(self, data: Json) -> Json:  # noqa: N802
        return self._posted(data)

    def _posted(self, data: Json, longest: int = 4096) -> Json:
        chat = self._chat(data["chat_id"])
        shown, entities = _text(data, longest)
        thread = data.get("message_thread_id")
        if thread is not None and thread not in chat.topics:
            raise ApiError(400, "Bad Request: message thread not found")
        reply = data.get("reply_parameters") or {}
        replied = chat.messages.get(reply.get("message_id", 0))
        if reply and replied is None and not reply.get("allow_sending_without_reply"):
            raise ApiError(400, "Bad Request: message to be replied not found")
        _check_keyboard(data)
        message: Json = {
            "message_id": next(self._message_ids[chat.data["id"]]),
            "date": int(time.time()),
            "chat": chat.data,
            "from": self.me,
            "text": shown,
            "entities": entities,
            "_html": data["text"],
            "_no_preview": bool((data.get("link_preview_options") or {}).get("is_disabled")),
        }
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if replied is not None:
            message["reply_to_message"] = {key: replied[key] for key in ("message_id", "date", "chat", "from")}
        if data.get("reply_markup"):
            message["reply_markup"] = data["reply_markup"]
        chat.messages[message["message_id"]] = message
        return message

    async def _sendPhoto(self, data: Json) -> Json:  # noqa: N802
        if self._chat(data["chat_id"]).state == "no-photos":
            raise ApiError(400, "Bad Request: not enough rights to send photos to the chat")
        photo = self._photo(data["photo"], data)
        return _with_photo(self._posted({**data, "text": data.get("caption", "")}, longest=1024), photo)

    async def _editMessageMedia(self, data: Json) -> Json | bool:  # noqa: N802
        message, media = self._editable(data), data["media"]
        photo = self._photo(media["media"], data)
        _check_keyboard(data)
        if photo == message["photo"][0]:
            raise ApiError(400, "Bad Request: message is not modified: specified new message content is the same")
        message["text"], message["entities"] = _text({**media, "text": media["caption"]})
        return self._marked(_with_photo(message, photo), data)

    def _photo(self, given: Any, data: Json) -> Json:
        """A photo that was uploaded, or one that is known by its name. Raises ApiError for what Telegram refuses."""
        if isinstance(given, str) and given.startswith("attach://"):
            given = data[given.removeprefix("attach://")]
        if isinstance(given, bytes):
            name = f"photo-{hashlib.sha256(given).hexdigest()[:16]}"
            self.pictures[name] = given
        elif given in self.pictures:
            name = given
        else:
            raise ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
        picture = self.pictures[name]
        width, height = struct.unpack(">II", picture[16:24]) if len(picture) >= 24 else (1, 1)
        if not picture.startswith(b"\x89PNG") or width + height > 10_000 or height > 20 * width:
            raise ApiError(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
        return {"file_id": name, "file_unique_id": f"unique-{name}", "width": width, "height": height}

    def _chat(self, chat_id: int) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None:
            raise ApiError(400, "Bad Request: chat not found")
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.state == "blocked":
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat.state == "restricted":
            raise ApiError(400, "Bad Request: not enough rights to send text messages to the chat")
        return chat

    def _editable(self, data: Json) -> Json:
        if "inline_message_id" in data:
            return self.inline_messages[data["inline_message_id"]]
        message = self._chat(data["chat_id"]).messages.get(data["message_id"])
        if message is None:
            raise ApiError(400, "Bad Request: message to edit not found")
        return message

    async def _editMessageText(self, data: Json) -> Json | bool:  # noqa: N802
        message = self._editable(data)
        shown, entities = _text(data)
        _check_keyboard(data)
        if "text" not in message:
            raise ApiError(400, "Bad Request: there is no text in the message to edit")
        if (shown, entities, data.get("reply_markup")) == (
            message["text"],
            message["entities"],
            message.get("reply_markup"),
        ):
            raise ApiError(400, "Bad Request: message is not modified: specified new message content is the same")
        message.update(text=shown, entities=entities, _html=data["text"])
        return self._marked(message, data)

    async def _editMessageCaption(self, data: Json) -> Json | bool:  # noqa: N802
        message = self._editable(data)
        shown, entities = _text({"text": data["caption"], "parse_mode": data.get("parse_mode")}, 1024)
        message.update(caption=shown, caption_entities=entities, _html=data["caption"])
        return self._marked(message, data)

    async def _editMessageReplyMarkup(self, data: Json) -> Json | bool:  # noqa: N802
        message = self._editable(data)
        _check_keyboard(data)
        if data.get("reply_markup") == message.get("reply_markup"):
            raise ApiError(400, "Bad Request: message is not modified: specified new reply markup is the same")
        return self._marked(message, data)

    def _marked(self, message: Json, data: Json) -> Json | bool:
        message.pop("reply_markup", None)
        if data.get("reply_markup"):
            message["reply_markup"] = data["reply_markup"]
        return message if "chat" in message else True

    async def _deleteMessage(self, data: Json) -> bool:  # noqa: N802
        if self._chat(data["chat_id"]).messages.pop(data["message_id"], None) is None:
            raise ApiError(400, "Bad Request: message to delete not found")
        return True

    async def _answerCallbackQuery(self, data: Json) -> bool:  # noqa: N802
        if units(data.get("text") or "") > 200:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        self.callback_answers[data["callback_query_id"]] = data
        return True

    async def _answerInlineQuery(self, data: Json) -> bool:  # noqa: N802
        results = data["results"]
        if len(results) > 50:
            raise ApiError(400, "Bad Request: RESULTS_TOO_MUCH")
        if len({result["id"] for result in results}) != len(results):
            raise ApiError(400, "Bad Request: RESULT_ID_DUPLICATE")
        for result in results:
            if not 1 <= len(result["id"].encode()) <= 64:
                raise ApiError(400, "Bad Request: RESULT_ID_INVALID")
            content = result["input_message_content"]
            _text({"text": content["message_text"], "parse_mode": content.get("parse_mode")})
            _check_keyboard(result)
        self.inline_answers[data["inline_query_id"]] = data
        return True

    def choose(self, result: Json) -> Json:
        """Let the result of an inline query be sent into a foreign chat; return the message there."""
        shown, entities = _text({"text": result["input_message_content"]["message_text"], "parse_mode": "HTML"})
        message = {"inline_message_id": f"inline-{len(self.inline_messages)}", "text": shown, "entities": entities}
        if result.get("reply_markup"):
            message["reply_markup"] = result["reply_markup"]
        self.inline_messages[message["inline_message_id"]] = message
        return message

    async def _getChatMember(self, data: Json) -> Json:  # noqa: N802
        user = {"id": data["user_id"], "is_bot": False, "first_name": "Someone"}
        if data["user_id"] in self._chat(data["chat_id"]).admins:
            return {"user": user, "status": "creator", "is_anonymous": False}
        return {"user": user, "status": "member"}

    async def _setMyCommands(self, data: Json) -> bool:  # noqa: N802
        scope = data.get("scope") or {"type": "default"}
        if scope["type"] == "chat" and scope["chat_id"] not in self.chats:
            raise ApiError(400, "Bad Request: chat not found")
        for command in data["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
        names = [command["command"] for command in data["commands"]]
        self.commands[f"{scope['type']}{scope.get('chat_id', '')}", data.get("language_code")] = names
        return True

    async def _setMyDescription(self, data: Json) -> bool:  # noqa: N802
        if len(data.get("description", "")) > 512:
            raise ApiError(400, "Bad Request: BOT_DESCRIPTION_TOO_LONG")
        return True

    async def _setMyShortDescription(self, data: Json) -> bool:  # noqa: N802
        if len(data.get("short_description", "")) > 120:
            raise ApiError(400, "Bad Request: BOT_SHORT_DESCRIPTION_TOO_LONG")
        return True

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _chat_of(update: Json) -> int:
    """What an update is in order with: its chat, or the person where there is none."""
    inner: Json = next(value for name, value in update.items() if name != "update_id")
    about = inner.get("chat") or inner.get("message", {}).get("chat") or inner["from"]
    return int(about["id"])


def _with_photo(message: Json, photo: Json) -> Json:
    """A message that was made as a text, with a photo over it."""
    if units(message["text"]) > 1024:
        raise ApiError(400, "Bad Request: message caption is too long")
    message["caption"], message["caption_entities"] = message.pop("text"), message.pop("entities")
    message["photo"] = [photo]
    return message


def button(message: Json, label: str) -> Json:
    """The button with these words on it. Raises AssertionError where there is none."""
    found = [each for row in message["reply_markup"]["inline_keyboard"] for each in row]
    named = [each for each in found if label in each["text"]]
    assert named, f"no button {label!r} among {[each['text'] for each in found]}"
    return named[0]


def _parameters(form: dict[str, Any]) -> Json:
    """The parameters of a request: numbers, flags and JSON as such, texts as they are."""
    texts = {
        "text",
        "caption",
        "photo",
        "description",
        "short_description",
        "callback_query_id",
        "inline_query_id",
        "inline_message_id",
    }
    read: Json = {}
    for name, value in form.items():
        read[name] = value
        if isinstance(value, web.FileField):
            read[name] = value.file.read()
        elif name not in texts and isinstance(value, str):
            with contextlib.suppress(json.JSONDecodeError):
                read[name] = json.loads(value)
    return read


def _snake(method: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower()


def _check_call(token: str, method: str, data: Json) -> None:
    """Refuse another token, and a method or a parameter that the library's own signatures do not have."""
    if token != TOKEN:
        raise ApiError(401, "Unauthorized")
    uploads = {name for name, value in data.items() if isinstance(value, bytes)}
    unknown = set(data) - _parameters_of(method) - {"scope"} - uploads
    if unknown:
        raise ApiError(400, f"Bad Request: unknown parameters {', '.join(sorted(unknown))}")


@functools.cache
def _parameters_of(method: str) -> frozenset[str]:
    known = getattr(Bot, _snake(method), None)
    if known is None or not method[0].islower():
        raise ApiError(404, "Not Found: method not found")
    return frozenset(inspect.signature(known).parameters)


def _text(data: Json, longest: int = 4096) -> tuple[str, list[Json]]:
    """The text of a message without its tags, and its entities. Raises ApiError for what Telegram refuses."""
    try:
        shown, entities = parse_html(data["text"]) if data.get("parse_mode") == "HTML" else (data["text"], [])
    except BadEntities as error:
        raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
    if not shown.strip():
        raise ApiError(400, "Bad Request: message text is empty")
    if units(shown) > longest:
        what = "message is too long" if longest == 4096 else "message caption is too long"
        raise ApiError(400, f"Bad Request: {what}")
    return shown, entities[:100]


def _check_keyboard(data: Json) -> None:
    rows = (data.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [each for row in rows for each in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise ApiError(400, "Bad Request: reply markup is too long")
    for each in buttons:
        if "callback_data" in each and not 1 <= len(each["callback_data"].encode()) <= 64:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")


def _entities(text: str) -> list[Json]:
    found = []
    for kind, pattern in (("bot_command", r"^/\w+(?:@\w+)?"), ("mention", r"(?<!\w)@\w{4,}")):
        for match in re.finditer(pattern, text):
            offset = units(text[: match.start()])
            found.append({"type": kind, "offset": offset, "length": units(match.group())})
    return found


def _cut(request: web.Request) -> None:
    assert request.transport is not None
    request.transport.abort()
