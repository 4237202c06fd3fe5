"""Tests against a shop of their own, with nothing but Python 3.8 or later:

    python3 src/docs/examples/python/test_shop.py

The jar is target/jangteo.jar unless JANGTEO_JAR names another.
"""

import json
import os
import subprocess
import unittest
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

JAR = os.environ.get("JANGTEO_JAR", "target/jangteo.jar")
ADMIN_KEY = "a-key-for-these-tests"

# 김하나, user 1, has 50,000 points; two of product 6 cost 3,600.
BASKET = {"userId": 1, "items": [{"productId": 6, "quantity": 2}]}


class Shop:
    """Kept in memory, on a free port, gone when it is stopped."""

    def __init__(self):
        self.process = subprocess.Popen(
            [os.environ.get("JAVA", "java"), "-jar", JAR, "--in-memory", "--test-mode", "--demo", "--port", "0"],
            env={**os.environ, "JANGTEO_ADMIN_KEY": ADMIN_KEY},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        ready = self.process.stdout.readline()
        if not ready:
            raise RuntimeError("The shop ended before it was ready")
        self.address = urlsplit(ready.split()[-1]).netloc

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body=None, **headers):
        return self.call("POST", path, body, headers)

    def call(self, method, path, body=None, headers={}):
        """Returns the body and headers; raises ConnectionError if no reply arrives."""
        connection = HTTPConnection(self.address, timeout=60)
        try:
            connection.request(
                method,
                "/api/v1" + path,
                body if body is None else json.dumps(body),
                {
                    "Authorization": "Bearer " + ADMIN_KEY,
                    "Content-Type": "application/json",
                    **{name.replace("_", "-"): value for name, value in headers.items()},
                },
            )
            reply = connection.getresponse()
            return json.load(reply), reply.headers
        finally:
            connection.close()

    def stop(self):
        self.process.terminate()
        self.process.communicate()


class ShopTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shop = Shop()
        cls.addClassCleanup(cls.shop.stop)
        cls.shop.post("/admin/snapshots", {"name": "fresh"})

    def setUp(self):
        """Each test begins with the same shop and ends with books that balance."""
        self.shop.post("/admin/snapshots/fresh/restore")

    def tearDown(self):
        books, _ = self.shop.get("/admin/books")
        self.assertTrue(books["balanced"], books)

    def test_an_order_that_nobody_pays_expires(self):
        order, _ = self.shop.post("/orders", BASKET)
        self.assertEqual("PENDING", order["status"])

        self.shop.post("/admin/clock/advance", {"duration": "PT31M"})

        order, _ = self.shop.get(f"/orders/{order['id']}?userId=1")
        self.assertEqual("EXPIRED", order["status"])

    def test_a_payment_whose_reply_is_lost_is_charged_once(self):
        order, _ = self.shop.post("/orders", BASKET)

        def pay():
            return self.shop.post(f"/orders/{order['id']}/payment", {"userId": 1}, Idempotency_Key=f"pay-{order['id']}")

        self.shop.post("/admin/faults", {"operation": "payOrder", "kind": "DROP_REPLY"})
        with self.assertRaises(ConnectionError):
            pay()
        paid, headers = pay()

        self.assertEqual("PAID", paid["status"])
        self.assertEqual("true", headers["Idempotent-Replayed"])
        self.assertEqual(50_000 - 3_600, self.points())

    def test_a_dry_run_answers_and_changes_nothing(self):
        order, _ = self.shop.post("/orders", BASKET)
        paid, headers = self.shop.post(f"/orders/{order['id']}/payment", {"userId": 1}, Prefer="dry-run")
        self.assertEqual("PAID", paid["status"])
        self.assertEqual("dry-run", headers["Preference-Applied"])

        self.assertEqual(50_000, self.points())

    def test_the_balance_before_the_payment_can_still_be_seen(self):
        order, _ = self.shop.post("/orders", BASKET)
        self.shop.post("/admin/clock/advance", {"duration": "PT1M"})
        self.shop.post(f"/orders/{order['id']}/payment", {"userId": 1})

        self.assertEqual(46_400, self.points())
        self.assertEqual(50_000, self.points("?at=" + quote(order["createdAt"])))

    def points(self, query=""):
        user, _ = self.shop.get("/users/1" + query)
        return user["point"]


if __name__ == "__main__":
    unittest.main()
