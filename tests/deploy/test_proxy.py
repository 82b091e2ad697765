"""nginx.conf: nginx itself is content with it, and it keeps to itself what people do."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from bot.deployment import find, need_deployment
from bot.gateway.sizes import LARGEST_ACTIVITY, LARGEST_BODY, LARGEST_FORM
from bot.law.model import Law
from tests.deploy.certificate import write_certificate
from tests.deploy.reading import DEPLOY, ROOT, services

CONF = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def directives(name: str) -> list[str]:
    """What each directive of a name is set to."""
    return re.findall(rf"^ *{name} ([^;]+);", CONF, re.MULTILINE)


def test_nginx_takes_it(tmp_path: Path) -> None:
    """With this machine's addresses in the place of the containers'."""
    need_deployment(ROOT)
    write_certificate(tmp_path)
    here = re.sub(r"\bgateway-\d:", "127.0.0.1:", CONF)
    here = here.replace("/tmp/", f"{tmp_path}/").replace("/run/secrets/", f"{tmp_path}/")  # noqa: S108  (names in the container)
    conf = tmp_path / "nginx.conf"
    conf.write_text(here, encoding="utf-8")
    command = [find("nginx"), "-t", "-q", "-e", "/dev/stderr", "-c", f"{conf}"]

    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (said.returncode, said.stderr) == (0, "")


def test_it_knows_every_gateway_and_listens_where_compose_publishes() -> None:
    """A gateway that it does not know would have no calls."""
    named = re.findall(r"server (gateway-\d):8000", CONF)
    inside = {port.partition(":")[2] for port in services()["proxy"]["ports"]}

    assert named == list(services("gateway"))
    assert {each.split()[0] for each in directives("listen")} == inside


def test_no_log_has_a_path_an_address_or_a_word() -> None:
    """A path has ids in it; whose address it was is nobody's business either."""
    (form,) = re.findall(r"log_format bare '(.+)';", CONF)

    assert set(re.findall(r"\$(\w+)", form)) == {
        "time_iso8601",
        "request_method",
        "status",
        "request_time",
        "upstream_response_time",
    }
    assert directives("error_log") == ["/dev/stderr alert"]
    assert set(directives("access_log")) == {"/dev/stdout bare", "off"}


def test_no_body_and_no_reply_is_put_on_a_disk() -> None:
    """The largest body fits in memory; replies are never written out."""
    assert directives("client_max_body_size") == directives("client_body_buffer_size") == ["256k"]
    assert directives("proxy_max_temp_file_size") == ["0"]


def test_where_no_gateway_is_left_the_page_says_whom_to_ring(law: Law) -> None:
    """In the words that a gateway would have said."""
    page = (DEPLOY / "unavailable.html").read_text(encoding="utf-8")
    (said,) = re.findall(r"<p>(.+?)</p>", page, re.DOTALL)

    assert " ".join(unescape(said).split()) == law.wording["unavailable"].strip()
    assert directives("error_page") == ["502 503 504 /unavailable.html"]


def test_the_gateway_is_the_one_to_refuse_a_body() -> None:
    """In words, with 111 in them; nginx has none. So it lets through what any call may have."""
    assert max(LARGEST_BODY, LARGEST_FORM, LARGEST_ACTIVITY) <= 256 * 1024


def test_who_calls_is_what_nginx_saw() -> None:
    """A forwarding header of the caller's own is written over, and never added to."""
    headers = dict(each.split(maxsplit=1) for each in directives("proxy_set_header"))

    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["X-Forwarded-Proto"] == "$scheme"
    assert headers["Forwarded"] == headers["traceparent"] == '""'


@pytest.mark.parametrize("old", ["SSLv3", "TLSv1 ", "TLSv1.1"])
def test_old_tls_is_not_spoken(old: str) -> None:
    """Only what is mended still."""
    assert old not in f"{directives('ssl_protocols')[0]} "
