package io.millstream.analytics.identity

import io.millstream.analytics.runtime.Moment
import io.millstream.analytics.testing.AndroidTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test

public class IdentityTest : AndroidTest() {
    private var saved: String? = null
    private var made = 0

    private fun newId() = "p${++made}"

    private fun at(ms: Long) = Moment(ms, ms)

    private fun open() = Identity.open(saved, at(1), ::newId) { saved = it }

    @Test
    public fun `gives each user of a device a pseudo id of their own, over restarts`() {
        val steps = listOf(
            null to "p1", "ann" to "p1", null to "p1", "bob" to "p2", null to "p2", "ann" to "p1", "cy" to "p3",
        )
        for ((userId, uniqueId) in steps) {
            open().setUserId(userId, at(2), ::newId)
            assertEquals("$userId", uniqueId, open().uniqueId)
        }
    }

    @Test
    public fun `restores the first touch of a user who comes back`() {
        open().setUserId("ann", at(10), ::newId)
        open().setUserId("bob", at(20), ::newId)
        val firstTouches = listOf("ann", "bob").map { userId ->
            open().setUserId(userId, at(30), ::newId)
            open().brief().getJSONObject("_user_first_touch_timestamp").getLong("value")
        }
        assertEquals(listOf(1L, 20L), firstTouches)
    }

    @Test
    public fun `clears attributes with another user, keeps them over logout and the first login`() {
        open().setAttributes(mapOf("plan" to "pro", "age" to 21), at(2))
        val left = listOf("ann", null, "ann", "bob").map { userId ->
            open().setUserId(userId, at(3), ::newId)
            open().attributeNames
        }
        assertEquals(listOf(setOf("plan", "age"), setOf("plan", "age"), setOf("plan", "age"), emptySet()), left)
    }

    @Test
    public fun `removes an attribute with null`() {
        open().setAttributes(mapOf("plan" to "pro", "age" to 21), at(2))
        open().setAttributes(mapOf("plan" to null), at(3))
        assertEquals(setOf("age"), open().attributeNames)
    }

    @Test
    public fun `changes nothing when the same user logs in again`() {
        open().setUserId("ann", at(2), ::newId)
        val before = saved
        assertFalse(open().setUserId("ann", at(3), ::newId))
        assertEquals(before, saved)
    }

    @Test
    public fun `starts anew from what cannot be read`() {
        for (text in listOf("", "no json", "{}", """{"uniqueId":"p0","firstTouchMs":1}""")) {
            saved = text
            made = 0
            assertEquals("p1", open().uniqueId)
        }
    }
}
