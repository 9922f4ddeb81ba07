"""Follows a sign-in link of the demonstration and prints a token that may write."""

import http.cookiejar
import re
import sys
import urllib.parse
import urllib.request

link = sys.argv[1]
origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(link))
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def send(url, **fields):
    body = urllib.parse.urlencode(fields, doseq=True).encode()
    return browser.open(urllib.request.Request(url, body, {"Origin": origin}))


browser.open(link)
made = send(f"{origin}/en/account/tokens", name="schemathesis", scopes="programme:write", edition="", days="30")
print(re.search(r"cvk_[A-Za-z0-9_-]+", made.read().decode()).group())
