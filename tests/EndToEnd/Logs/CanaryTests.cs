using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiProxy.EndToEnd.Tests.Failures;
using Microsoft.Data.Sqlite;

namespace AiProxy.EndToEnd.Tests.Logs;

/// <summary>
/// A key, a prompt and an answer that exist nowhere else go through success and through every failure of the catalogue, in a host of its own; then
/// everything the host has written is searched for them. The rule: keys are nowhere; prompts and answers are in the records that exist to hold
/// them (payloads too large for state data, answers that must not be paid for twice), and in 200s.
/// </summary>
public sealed class CanaryTests
{
    private const string Key = "canary-key-5d1c9f0e7b3a";
    private const string Prompt = "The canary sings of invoice 7731 to Mrs Harkness, and of nothing else.";
    private const string SimulatedAnswer = "canary answer 90210 as told by a simulator";

    private static readonly string[] MayHoldText = ["idempotency.data", "payload.body", "request.answer"];

    [Fact]
    public async Task Host_SuccessAndEveryFailure_WritesNoKeyPromptOrAnswer()
    {
        await using CatalogueProviders providers = await CatalogueProviders.StartAsync();
        await using HostProcess host = await StartAsync(providers);
        string large = Ask("success", Prompt + string.Concat(Enumerable.Repeat(" Tweet.", 40_000)));

        List<(string Row, HttpStatusCode Status, string Head, string Body)> answers = [];
        await Parallel.ForEachAsync(
            FailureCatalogue.Rows.Where(row => row.LeavesAt == 0).Select(row => (row.Name, Body: Sung(row.Body)))
                .Append(("success", Ask("success", $"{Prompt}\nReply with exactly: {SimulatedAnswer}"))).Append(("large", large)).Append(("raw", Ask("raw", Prompt))),
            new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = TestContext.Current.CancellationToken },
            async (row, token) =>
            {
                using HttpResponseMessage response = await host.PostAsync(row.Item2, ("Idempotency-Key", $"canary-{row.Item1}"));
                string body = await response.Content.ReadAsStringAsync(token);
                lock (answers)
                {
                    answers.Add((row.Item1, response.StatusCode, response.Headers.ToString(), body));
                }
            });
        await host.StopAsync();

        // The canaries were really there: asked, answered, and the key sent.
        Assert.Contains(answers, answer => answer.Row == "success" && answer.Body.Contains(SimulatedAnswer, StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Row == "raw" && answer.Body.Contains(RawFaults.Answer, StringComparison.Ordinal));
        Assert.Contains(providers.Simulators.Calls, call => call.HasKey && call.Body!.Contains(Prompt, StringComparison.Ordinal));
        Assert.True(host.LogLines.Count > 4 * FailureCatalogue.Rows.Count, $"Only {host.LogLines.Count} lines were logged.");

        Assert.DoesNotContain(host.Lines, line => Holds(line, Key) || Holds(line, Prompt) || Holds(line, SimulatedAnswer) || Holds(line, RawFaults.Answer));
        Assert.Empty(answers.Where(answer => Holds(answer.Head + answer.Body, Key)).Select(answer => answer.Row));
        Assert.Empty(answers
            .Where(answer => answer.Status != HttpStatusCode.OK && (Holds(answer.Body, Prompt) || Holds(answer.Body, RawFaults.Answer)))
            .Select(answer => $"{answer.Row}: {answer.Body}"));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(host.Folder, "data"), "aiproxy.db*"))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Key)) < 0, $"{file} holds the key.");
        }
        string[] places =
        [
            .. Cells(Path.Combine(host.Folder, "data", "aiproxy.db"))
                .Where(cell => Holds(cell.Text, Prompt) || Holds(cell.Text, RawFaults.Answer)).Select(cell => cell.Place).Distinct(),
        ];
        Assert.Contains("payload.body", places);
        Assert.Contains("idempotency.data", places);
        Assert.Empty(places.Except(MayHoldText));
    }

    [Fact]
    public async Task Host_AskedToLogEvents_LogsPromptsAndStillNoKey()
    {
        await using CatalogueProviders providers = await CatalogueProviders.StartAsync();
        await using HostProcess host = await StartAsync(
            providers, ("POWERTOOLS_LOGGER_LOG_EVENT", "true"), ("POWERTOOLS_LOG_LEVEL", "Trace"));

        IEnumerable<string> echoes = FailureCatalogue.Rows.Where(row => row.Name.Contains("echoes", StringComparison.Ordinal)).Select(row => Sung(row.Body));
        foreach (string body in echoes.Append(Ask("success", Prompt)))
        {
            using HttpResponseMessage response = await host.PostAsync(body);
        }
        await host.StopAsync();

        JsonElement[] events = [.. host.LogLines.Select(line => JsonElement.Parse(line)).Where(line => line.GetProperty("message").ValueKind == JsonValueKind.Object)];
        Assert.Superset(
            new HashSet<string?> { "Validate", "Transform", "CallProvider", "Merge" }, events.Select(line => line.GetProperty("function_name").GetString()).ToHashSet());
        Assert.Contains(host.LogLines, line => Holds(line, Prompt));
        Assert.DoesNotContain(host.Lines, line => Holds(line, Key));
    }

    private static Task<HostProcess> StartAsync(CatalogueProviders providers, params (string Name, string Value)[] environment)
    {
        JsonNode routes = JsonNode.Parse(providers.RoutesFor(FailureCatalogue.Rows))!;
        routes["routes"]!["success"] = new JsonObject
        {
            ["strategy"] = "all",
            ["targets"] = new JsonArray("openai/gpt-5.2", "anthropic/claude-sonnet-4.6", "gemini/gemini-3-pro"),
        };
        routes["routes"]!["raw"] = new JsonObject { ["targets"] = new JsonArray("raw/good") };
        return HostProcess.StartAsync(
            routes.ToJsonString(),
            FailureCatalogue.Rows.Where(row => row.Workflow is not null).Select(row => ($"{row.Name}.asl.json", row.Workflow!.ToJsonString())),
            [(CatalogueProviders.KeySetting, Key), (CatalogueProviders.BlankKeySetting, " "), .. environment]);
    }

    private static string Sung(string body) => body.Replace(FailureCatalogue.DefaultPrompt, Prompt, StringComparison.Ordinal);

    private static string Ask(string route, string prompt) =>
        $$"""{"model":"{{route}}","messages":[{"role":"user","content":{{JsonSerializer.Serialize(prompt)}}}]}""";

    // A piece of it is as bad as the whole.
    private static bool Holds(string text, string canary)
    {
        for (int from = 0; from + 20 <= canary.Length; from++)
        {
            if (text.AsSpan().Contains(canary.AsSpan(from, 20), StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<(string Place, string Text)> Cells(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        foreach (string table in Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            using SqliteDataReader rows = command.ExecuteReader();
            while (rows.Read())
            {
                for (int i = 0; i < rows.FieldCount; i++)
                {
                    yield return ($"{table}.{rows.GetName(i)}", rows.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : rows.GetValue(i).ToString() ?? "");
                }
            }
        }
    }

    private static List<string> Column(SqliteConnection connection, string query)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = query;
        using SqliteDataReader rows = command.ExecuteReader();
        List<string> values = [];
        while (rows.Read())
        {
            values.Add(rows.GetString(0));
        }
        return values;
    }
}
