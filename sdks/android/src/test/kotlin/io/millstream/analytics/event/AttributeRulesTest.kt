package io.millstream.analytics.event

import org.junit.Assert.assertEquals
import org.junit.Test

public class AttributeRulesTest {
    private val fiftyCharacters = "a".repeat(50)

    @Test
    public fun `judges event names by length, then by form`() {
        val cases = mapOf(
            "order_paid" to null,
            "_private" to null,
            fiftyCharacters to null,
            fiftyCharacters + "a" to 1002,
            "é".repeat(51) to 1002,
            "1st" to 1001,
            "" to 1001,
            "order paid" to 1001,
            "größe" to 1001,
        )
        for ((name, code) in cases) assertEquals(name, code, checkName(name, eventNameCodes)?.code)
    }

    @Test
    public fun `drops wrong attributes, each with its code, and keeps the others`() {
        val cases = listOf(
            Triple(fiftyCharacters + "a", "x", 2001),
            Triple("no way", "x", 2002),
            Triple("text", "x".repeat(1_025), 2003),
            Triple("number", Double.NaN, 2005),
            Triple("number", Double.NEGATIVE_INFINITY, 2005),
            Triple("number", Float.POSITIVE_INFINITY, 2005),
            Triple("map", mapOf("a" to 1), 2006),
            Triple("list", listOf(1), 2006),
            Triple("big", java.math.BigDecimal.ONE, 2006),
        )
        for ((name, value, code) in cases) {
            val checked = checkAttributes(mapOf("before" to 1, name to value, "after" to true), room = 500)
            assertEquals(mapOf<String, Any>("before" to 1, "after" to true), checked.kept)
            assertEquals("$name $value", listOf(code), checked.violations.map { it.code })
        }
    }

    @Test
    public fun `counts characters, not bytes or units`() {
        val longest = "😀".repeat(1_024)
        assertEquals(longest, checkAttributes(mapOf("smile" to longest), room = 1).kept["smile"])
        assertEquals(listOf(2003), checkAttributes(mapOf("smile" to "$longest!"), room = 1).violations.map { it.code })
    }

    @Test
    public fun `skips null without an error and keeps as many as there is room for`() {
        val checked = checkAttributes(mapOf("a" to null, "b" to 1, "c" to 2L, "d" to 3.5), room = 2)
        assertEquals(mapOf<String, Any>("b" to 1, "c" to 2L), checked.kept)
        assertEquals(listOf(2004), checked.violations.map { it.code })
    }

    @Test
    public fun `tells of a violation in at most 256 characters without cutting one apart`() {
        val message = Violation(2001, "attribute name longer than 50", "😀".repeat(400)).message
        assertEquals(256, characterCount(message))
        assertEquals("😀", message.takeLast(2))
    }

    @Test
    public fun `gives a hundred user attributes room, those already known need none`() {
        val known = (1..99).map { "known$it" }.toSet()
        val checked = checkUserAttributes(mapOf("known1" to "x", "new1" to 1, "new2" to 2, "new3" to null), known)
        assertEquals(mapOf("known1" to "x", "new1" to 1, "new3" to null), checked.kept)
        assertEquals(listOf(3001), checked.violations.map { it.code })
    }

    @Test
    public fun `judges user attributes by codes of their own`() {
        val cases = mapOf(fiftyCharacters + "a" to 3002, "no way" to 3003, "text" to 3004)
        for ((name, code) in cases) {
            val violations = checkUserAttributes(mapOf(name to "x".repeat(257)), emptySet()).violations
            assertEquals(listOf(code), violations.map { it.code })
        }
    }
}
