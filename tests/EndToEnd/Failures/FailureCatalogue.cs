using System.Text.Json;
using System.Text.Json.Nodes;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>Reads the rows.</summary>
internal static class FailureCatalogue
{
    public const string DefaultPrompt = "Name a prime number.";
    private static readonly string[] Members = ["name", "each", "route", "workflow", "holdBefore", "spoilBefore", "request", "body", "leavesAt", "expect"];

    /// <summary>Every row, those with <c>each</c> once for each model.</summary>
    public static IReadOnlyList<FailureRow> Rows { get; } = [.. Files().SelectMany(Read)];

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(RunningHost.ProjectRoot, "tests", "EndToEnd", "Failures", "Catalogue"), "*.json").Order(StringComparer.Ordinal);

    private static IEnumerable<FailureRow> Read(string file)
    {
        JsonArray rows = JsonNode.Parse(File.ReadAllText(file), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsArray();
        foreach (JsonNode? row in rows)
        {
            if (row!["each"] is not JsonArray models)
            {
                yield return Row(row.AsObject());
                continue;
            }
            foreach (string model in models.Select(model => (string)model!))
            {
                string provider = model[..model.IndexOf('/', StringComparison.Ordinal)];
                string text = row.ToJsonString().Replace("${model}", model, StringComparison.Ordinal).Replace("${provider}", provider, StringComparison.Ordinal);
                JsonObject own = JsonNode.Parse(text)!.AsObject();
                own["name"] = $"{(string)own["name"]!}-{provider}";
                yield return Row(own);
            }
        }
    }

    private static FailureRow Row(JsonObject row)
    {
        string name = (string)row["name"]!;
        if (row.FirstOrDefault(member => !Members.Contains(member.Key)).Key is { } unknown)
        {
            throw new InvalidOperationException($"The row {name} has a member '{unknown}' that means nothing.");
        }
        JsonObject route = (JsonObject?)row["route"]?.DeepClone() ?? new JsonObject { ["targets"] = new JsonArray("openai/gpt-5.2") };
        JsonNode? workflow = row["workflow"]?.DeepClone() ?? Changed(row);
        if (workflow is not null)
        {
            route["workflow"] = name;
        }
        KeyTargets(route, name);
        JsonObject expect = row["expect"]!.AsObject();
        return new FailureRow
        {
            Name = name,
            Route = route,
            Workflow = workflow,
            Body = (string?)row["body"] ?? Request(name, (JsonObject?)row["request"]),
            LeavesAt = (int?)row["leavesAt"] ?? 0,
            Expected = new Story((string)expect["answer"]!, Texts(expect, "targets"), Texts(expect, "calls"), [.. Texts(expect, "log"), .. Frame(expect)]),
            Says = [.. Texts(expect, "says")],
        };
    }

    private static string Request(string route, JsonObject? members)
    {
        JsonObject request = (JsonObject?)members?.DeepClone() ?? [];
        request["model"] ??= route;
        request["messages"] ??= new JsonArray(new JsonObject { ["role"] = "user", ["content"] = DefaultPrompt });
        return request.ToJsonString();
    }

    // What a request that reached Merge leaves in the log whatever its calls did; a row with "frame": false names every line itself.
    private static IEnumerable<string> Frame(JsonObject expect)
    {
        if ((bool?)expect["frame"] == false)
        {
            return [];
        }
        string status = ((string)expect["answer"]!)[..3];
        return
        [
            "Validate Information request_accepted",
            "Transform Information request_translated",
            .. Texts(expect, "targets").Where(target => !target.Contains(" skipped", StringComparison.Ordinal)).Select(_ => "Merge Information call_settled"),
            status == "200" ? "Merge Information request_answered" : "Merge Warning request_failed",
            $"Gateway Information {status}",
        ];
    }

    /// <summary>The project's own workflow with a state put before one of its states: a wait of a second, or a Pass that loses the input.</summary>
    private static JsonNode? Changed(JsonObject row)
    {
        string? held = (string?)row["holdBefore"];
        string? spoilt = (string?)row["spoilBefore"];
        if ((held ?? spoilt) is not { } before)
        {
            return null;
        }
        JsonNode machine = JsonNode.Parse(ProjectWorkflows.Aggregate)!;
        JsonObject states = machine["States"]!.AsObject();
        _ = states[before] ?? throw new InvalidOperationException($"The workflow has no state '{before}'.");
        foreach (JsonObject state in states.Select(state => state.Value!.AsObject()).Append(machine.AsObject()))
        {
            Redirect(state, before);
            foreach (JsonNode? rule in state["Choices"]?.AsArray() ?? [])
            {
                Redirect(rule!.AsObject(), before);
            }
        }
        states["Changed"] = held is not null
            ? new JsonObject { ["Type"] = "Wait", ["Seconds"] = 1, ["Next"] = before }
            : new JsonObject { ["Type"] = "Pass", ["Output"] = new JsonArray(), ["Next"] = before };
        return machine;
    }

    private static void Redirect(JsonObject holder, string before)
    {
        foreach (string name in (string[])["StartAt", "Next", "Default"])
        {
            if ((string?)holder[name] == before)
            {
                holder[name] = "Changed";
            }
        }
    }

    // A simulated model's name may hold a key of no meaning: calls are told apart by it.
    private static void KeyTargets(JsonObject route, string key)
    {
        foreach (JsonArray targets in new[] { route["targets"], route["fallbacks"] }.OfType<JsonArray>())
        {
            for (int i = 0; i < targets.Count; i++)
            {
                if (targets[i] is JsonObject target)
                {
                    target["model"] = $"{(string)target["model"]!}@key={key}";
                }
                else
                {
                    targets[i] = $"{(string)targets[i]!}@key={key}";
                }
            }
        }
    }

    private static IEnumerable<string> Texts(JsonObject from, string name) => from[name]?.AsArray().Select(text => (string)text!) ?? [];
}
