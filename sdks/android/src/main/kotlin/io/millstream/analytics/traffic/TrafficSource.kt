package io.millstream.analytics.traffic

import java.net.URLDecoder

/** Click ids of the advertising platforms, in the order in which they count when there are several. */
private val clickIds = listOf(
    "gclid", "gbraid", "wbraid", "dclid", "fbclid", "msclkid", "ttclid", "twclid", "li_fat_id", "yclid",
)

private val attributesOfParameters = mapOf(
    "utm_source" to "_traffic_source_source",
    "utm_medium" to "_traffic_source_medium",
    "utm_campaign" to "_traffic_source_campaign",
    "utm_id" to "_traffic_source_campaign_id",
    "utm_term" to "_traffic_source_term",
    "utm_content" to "_traffic_source_content",
)

/** Traffic-source attributes of the address [url]; none when it has no campaign parameters. */
internal fun trafficSourceOf(url: String): Map<String, String> =
    trafficSourceOfQuery(url.substringBefore('#').substringAfter('?', ""))

/** Traffic-source attributes of a query or an install referrer. */
internal fun trafficSourceOfQuery(query: String): Map<String, String> {
    val parameters = parametersOf(query)
    val attributes = LinkedHashMap<String, String>()
    for ((parameter, attribute) in attributesOfParameters) parameters[parameter]?.let { attributes[attribute] = it }
    clickIds.firstOrNull { it in parameters }?.let { platform ->
        attributes["_traffic_source_clid"] = parameters.getValue(platform)
        attributes["_traffic_source_clid_platform"] = platform
    }
    return attributes
}

private fun parametersOf(query: String): Map<String, String> {
    val parameters = LinkedHashMap<String, String>()
    for (pair in query.split('&')) {
        val value = decoded(pair.substringAfter('=', ""))
        if (value.isNotEmpty()) parameters[decoded(pair.substringBefore('='))] = value
    }
    return parameters
}

private fun decoded(text: String): String = try {
    URLDecoder.decode(text, "UTF-8")
} catch (_: IllegalArgumentException) {
    // A stray percent sign: better the text as it stands than none.
    text
}
