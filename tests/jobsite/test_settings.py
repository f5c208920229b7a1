"""Without any setting jobsite is safe; with a wrong one it says so in a sentence."""

from tests.jobsite.commands import manage, new_data_folder


def test_it_is_safe_without_settings() -> None:
    with new_data_folder() as data:
        shown = manage(data, "diffsettings", "--all").stdout

        assert "DEBUG = False" in shown
        assert "SESSION_COOKIE_HTTPONLY = True" in shown
        assert "ALLOWED_HOSTS = ['localhost', '127.0.0.1', '[::1]']" in shown
        assert (data / "secret_key").stat().st_mode & 0o777 == 0o600


def test_it_makes_one_secret_and_keeps_it() -> None:
    with new_data_folder() as data:
        manage(data, "diffsettings")
        first = (data / "secret_key").read_text()
        manage(data, "diffsettings")

        assert len(first) > 50
        assert (data / "secret_key").read_text() == first


def test_https_makes_cookies_secure_and_sends_visitors_there() -> None:
    with new_data_folder() as data:
        shown = manage(data, "diffsettings", JOBSITE_HTTPS="1").stdout

        assert "SESSION_COOKIE_SECURE = True" in shown
        assert "CSRF_COOKIE_SECURE = True" in shown
        assert "SECURE_SSL_REDIRECT = True" in shown


def test_a_wrong_setting_ends_a_command_with_one_sentence() -> None:
    with new_data_folder() as data:
        ended = manage(data, "check", JOBSITE_DEBUG="perhaps")

        assert ended.returncode == 1
        assert ended.stderr.strip().splitlines() == [
            "jobsite: JOBSITE_DEBUG must be 1 or 0 (yes/no, true/false, on/off), not 'perhaps'."
        ]


def test_commands_that_need_no_database_start_none() -> None:
    with new_data_folder() as data:
        assert manage(data, "check").returncode == 0
        assert manage(data, "makemigrations", "--help").returncode == 0

        assert not (data / "postgres").exists()
