package io.millstream.analytics.conformance

import io.millstream.analytics.ClickstreamAttribute
import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.ClickstreamInstance
import io.millstream.analytics.ClickstreamUserAttribute
import io.millstream.analytics.send.UrlConnectionTransport
import io.millstream.analytics.testing.StorageState
import io.millstream.analytics.testing.TestDevice
import java.util.concurrent.Executors
import org.json.JSONObject

/** Acts on the SDK as an app, a person and a device would. Runs on the main thread, except that answers to `settle` may come from others. */
internal class ConformanceDriver(private val answer: (JSONObject) -> Unit) {
    private class Settling(val id: Int, var hanging: Int)

    private val threads = Executors.newCachedThreadPool { task -> Thread(task).apply { isDaemon = true } }
    private val settling = ArrayList<Settling>()
    private val instances = HashMap<String, ClickstreamInstance>()
    private var transport = newTransport()
    private var device = TestDevice(transport = transport, threads = threads)
    private var target = JSONObject()

    /** Does what a command says and answers it. */
    fun handle(command: JSONObject) {
        val id = command.getInt("id")
        try {
            when (command.getString("do")) {
                "settle" -> settle(id, command.getInt("hanging"))
                "tick" -> {
                    val fired = device.clock.tick(command.getLong("untilMs"))
                    val result = JSONObject().put("elapsedMs", device.clock.elapsedMs()).put("fired", fired)
                    answer(JSONObject().put("id", id).put("ok", true).put("result", result))
                }
                else -> {
                    val unsupported = act(command)
                    answer(JSONObject().put("id", id).apply { if (unsupported == null) put("ok", true) else put("unsupported", unsupported) })
                }
            }
        } catch (problem: Exception) {
            answer(JSONObject().put("id", id).put("ok", false).put("error", problem.stackTraceToString()))
        }
        answerSettled()
    }

    fun close() {
        end()
        transport.cut()
        threads.shutdownNow()
    }

    private fun act(command: JSONObject): String? {
        when (command.getString("do")) {
            "reset" -> reset(command)
            "start" -> start(command)
            "view" -> device.view(command.getString("name"), command.optString("path"))
            "background" -> device.background()
            "foreground" -> device.foreground()
            "stop" -> {
                device.background()
                // What the background flush began still reaches the collector; nobody is there for the answer.
                end()
            }
            "kill" -> {
                end()
                transport.cut()
            }
            "network" -> device.network.switch(command.getBoolean("online"))
            "clock" -> device.clock.shift(command.getLong("shiftMs"))
            "storage" -> device.storage = StorageState.valueOf(command.getString("state").uppercase())
            "activity" -> return "does not look at touches: a screen that is shown counts as looked at"
            else -> call(instanceOf(command), command)
        }
        return null
    }

    private fun call(instance: ClickstreamInstance, command: JSONObject) {
        val attributes = command.optJSONObject("attributes")
        when (val name = command.getString("do")) {
            "track" -> {
                val times = command.optInt("times", 0)
                if (times == 0) instance.recordEvent(eventOf(command, null))
                for (n in 1..times) instance.recordEvent(eventOf(command, n))
            }
            "identify" -> instance.setUserId(if (command.isNull("userId")) null else command.getString("userId"))
            "setUserAttributes" -> instance.addUserAttributes(ClickstreamUserAttribute.builder().filledFrom(attributes).build())
            "setGlobalAttributes" -> instance.addGlobalAttributes(ClickstreamAttribute.builder().filledFrom(attributes).build())
            "configure" -> instance.getClickStreamConfiguration().apply(command.getJSONObject("config"))
            "deepLink" -> instance.recordDeepLink(command.getString("url"))
            "flush" -> instance.flushEvents()
            "disable" -> instance.disable()
            "enable" -> instance.enable()
            "consent" -> instance.setConsent(consentOf(command.getString("state")))
            "optOut" -> instance.optOut(command.getBoolean("purge"))
            else -> error("No driver knows the command $name")
        }
    }

    private fun reset(command: JSONObject) {
        end()
        transport.cut()
        transport = newTransport()
        device = TestDevice(command.getLong("startAtMs"), transport, threads)
        target = JSONObject().put("endpoint", command.getString("endpoint")).put("appId", command.getString("appId"))
    }

    private fun start(command: JSONObject) {
        val name = command.optString("instance", DEFAULT)
        if (name == DEFAULT) end()
        if (command.has("appVersion")) device.facts.appVersion = command.getString("appVersion")
        if (command.has("osVersion")) device.facts.osVersion = command.getString("osVersion")
        val configuration = ClickstreamConfiguration().apply(target).apply(command.optJSONObject("config"))
        instances[name] = device.start(configuration, name)
        if (name == DEFAULT) device.foreground()
    }

    private fun end() {
        device.kill()
        instances.clear()
    }

    private fun instanceOf(command: JSONObject): ClickstreamInstance {
        val name = command.optString("instance", DEFAULT)
        return instances[name] ?: error("The instance $name is not running")
    }

    private fun settle(id: Int, hanging: Int) = synchronized(settling) {
        settling.forEach { it.hanging = hanging }
        settling.add(Settling(id, hanging))
        Unit
    }

    private fun answerSettled(): Unit = synchronized(settling) {
        val inFlight = transport.inFlight
        if (!device.isIdle) return@synchronized
        val settled = settling.filter { inFlight <= it.hanging }
        settling.removeAll(settled)
        for (one in settled) {
            val result = JSONObject().put("inFlight", inFlight).put("requests", transport.begun)
            answer(JSONObject().put("id", one.id).put("ok", true).put("result", result))
        }
    }

    private fun newTransport(): CountingTransport = CountingTransport(UrlConnectionTransport { threads.execute(it) }, ::answerSettled)

    companion object {
        private const val DEFAULT = "default"
        val capabilities = listOf(
            "screens", "app-events", "app-versions", "deep-links", "storage-faults", "consent", "opt-out", "instances", "numbers", "nested",
        )
    }
}
