import pytest
from django.test import Client

from tearoad.people.web.models import User
from tearoad.values import Language


@pytest.mark.django_db
def test_a_chosen_language_is_kept_and_the_page_shown_again() -> None:
    client = Client()
    answer = client.post("/language/", {"language": "ru", "next": "/nowhere/?page=2"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/nowhere/?page=2")
    assert client.get("/nowhere/").headers["Content-Language"] == "ru"


def test_a_chosen_language_is_kept_on_the_account(signed_in: Client) -> None:
    signed_in.post("/language/", {"language": "zh-Hans", "next": "/"})
    assert str(User.objects.get().language) == "zh-Hans"


def test_an_account_speaks_its_language_in_a_new_browser(signed_in: Client) -> None:
    User.objects.update(language=Language.RU)
    assert signed_in.get("/healthz").headers["Content-Language"] == "ru"


def test_a_browsers_choice_stands_above_the_accounts(signed_in: Client) -> None:
    User.objects.update(language=Language.RU)
    signed_in.cookies["language"] = "zh-Hans"
    assert signed_in.get("/healthz").headers["Content-Language"] == "zh-Hans"


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["tlh", "", "ru; Path=/"])
def test_a_language_that_we_do_not_speak_is_not_kept(wanted: str) -> None:
    assert "language" not in Client().post("/language/", {"language": wanted}).cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\elsewhere.example"]
)
def test_nobody_is_led_to_another_site(wanted: str) -> None:
    assert Client().post("/language/", {"language": "en", "next": wanted}).headers["Location"] == "/"


@pytest.mark.django_db
def test_a_chosen_theme_stands_on_every_page() -> None:
    client = Client()
    assert 'data-theme="auto"' in client.get("/nowhere/").content.decode()
    client.post("/theme/", {"theme": "dark", "next": "/"})
    assert 'data-theme="dark"' in client.get("/nowhere/").content.decode()
    client.post("/theme/", {"theme": "sepia", "next": "/"})
    assert 'data-theme="dark"' in client.get("/nowhere/").content.decode()


@pytest.mark.django_db
def test_each_language_is_named_in_itself() -> None:
    text = Client().get("/nowhere/").content.decode()
    for name in (">English<", ">中文<", ">Русский<"):
        assert name in text


@pytest.mark.django_db
def test_who_types_the_address_of_a_choice_is_led_to_the_start() -> None:
    assert Client().get("/language/").headers["Location"] == "/"
