package io.millstream.analytics.event

import org.junit.Assert.assertEquals
import org.junit.Test

public class ItemRulesTest {
    private fun custom(count: Int) = (1..count).associate { "custom$it" to it }

    @Test
    public fun `drops wrong items, each with its code, and keeps the others`() {
        val cases = listOf(
            mapOf("id" to "1", "name" to "x".repeat(257)) to 4002,
            mapOf("id" to "1") + custom(11) to 4003,
            mapOf("id" to "1", "k".repeat(51) to 1) to 4004,
            mapOf("id" to "1", "no way" to 1) to 4005,
            mapOf("id" to "1", "price" to Double.NaN) to 2005,
        )
        for ((item, code) in cases) {
            val checked = checkItems(listOf(item, mapOf("id" to "good")))
            assertEquals(listOf(mapOf<String, Any>("id" to "good")), checked.kept)
            assertEquals(item.keys.toString(), listOf(code), checked.violations.map { it.code })
        }
    }

    @Test
    public fun `keeps ten custom keys beside all named ones, and skips null`() {
        val item = mapOf("id" to "1", "category5" to "x", "price" to 2.5, "brand" to null) + custom(10)
        assertEquals(listOf(item - "brand"), checkItems(listOf(item)).kept)
    }

    @Test
    public fun `keeps the first hundred items`() {
        val checked = checkItems(List(101) { mapOf("id" to "$it") })
        assertEquals(List(100) { "$it" }, checked.kept.map { it["id"] })
        assertEquals(listOf(4001), checked.violations.map { it.code })
    }

    @Test
    public fun `drops an item without an id, as the server would`() {
        assertEquals(emptyList<Any>(), checkItems(listOf(mapOf("name" to "x"), mapOf("id" to ""))).kept)
    }
}
