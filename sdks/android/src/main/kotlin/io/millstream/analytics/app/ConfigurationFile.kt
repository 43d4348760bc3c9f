package io.millstream.analytics.app

import android.content.Context
import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.runtime.DebugLog
import java.io.FileNotFoundException
import java.io.IOException
import java.io.InputStream
import org.json.JSONException
import org.json.JSONObject

/** The JSON file that the console offers, bundled with the app. Code overrides it. */
internal class ConfigurationFile(private val json: JSONObject) {
    /** Fills in what [configuration] leaves open. */
    fun completes(configuration: ClickstreamConfiguration) {
        with(configuration) {
            appId = appId ?: text("appId")
            endpoint = endpoint ?: text("endpoint")
            compressesEvents = compressesEvents ?: flag("isCompressEvents")
            tracksAppExceptions = tracksAppExceptions ?: flag("isTrackAppExceptionEvents")
            sendEventsIntervalMs = sendEventsIntervalMs ?: json.optLong("autoFlushEventsInterval").takeIf { it > 0 }
        }
    }

    private fun text(name: String): String? = json.optString(name).takeIf { it.isNotEmpty() }

    private fun flag(name: String): Boolean? = if (json.has(name)) json.optBoolean(name) else null

    companion object {
        /** The original's file, so that an app may keep the one it has. */
        private const val ORIGINAL = "amplifyconfiguration"
        private const val OWN = "millstream"

        /** The app's file: `res/raw/millstream.json`, `assets/millstream.json`, or the original's; null if there is none. */
        fun read(context: Context, log: DebugLog): ConfigurationFile? {
            for (name in listOf(OWN, ORIGINAL)) {
                try {
                    val file = resource(context, name) ?: asset(context, name) ?: continue
                    return of(JSONObject(file.use { it.readBytes().decodeToString() }))
                } catch (problem: IOException) {
                    log.warn("$name.json cannot be read", problem)
                } catch (problem: JSONException) {
                    log.warn("$name.json is no JSON object", problem)
                }
            }
            return null
        }

        /** The file of ours is flat, the original nests its settings. */
        fun of(file: JSONObject): ConfigurationFile = ConfigurationFile(
            file.optJSONObject("analytics")?.optJSONObject("plugins")?.optJSONObject("awsClickstreamPlugin") ?: file,
        )

        private fun resource(context: Context, name: String): InputStream? {
            val id = context.resources.getIdentifier(name, "raw", context.packageName)
            return if (id == 0) null else context.resources.openRawResource(id)
        }

        private fun asset(context: Context, name: String): InputStream? = try {
            context.assets.open("$name.json")
        } catch (_: FileNotFoundException) {
            null
        }
    }
}
