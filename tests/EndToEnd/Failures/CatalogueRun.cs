using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>
/// One host, and every row sent to it once, many at a time: most of a failure's time is waiting, for a timeout or for a retry. The tests then look
/// at what came of each.
/// </summary>
public sealed class CatalogueRun : IAsyncLifetime
{
    private const int AtOnce = 24;

    private readonly ConcurrentDictionary<string, (Story Story, string Body)> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Exception> _broken = new(StringComparer.Ordinal);

    /// <summary>What came of a row, and the body that was answered.</summary>
    public (Story Story, string Body) Of(FailureRow row) =>
        _broken.TryGetValue(row.Name, out Exception? broken) ? throw new InvalidOperationException($"The row {row.Name} could not be run.", broken) : _seen[row.Name];

    public async ValueTask InitializeAsync()
    {
        // A proxy from the environment would answer for hosts that do not exist.
        HttpClient.DefaultProxy = new WebProxy();
        using var log = new CapturedLog();
        await using CatalogueProviders providers = await CatalogueProviders.StartAsync();
        await using RunningHost host = await RunningHost.StartAsync(
            providers.RoutesFor(FailureCatalogue.Rows),
            FailureCatalogue.Rows.Where(row => row.Workflow is not null).ToDictionary(row => $"{row.Name}.asl.json", row => row.Workflow!.ToJsonString()),
            "--simulate", "false", $"--{CatalogueProviders.KeySetting}", "sk-catalogue-0123456789", $"--{CatalogueProviders.BlankKeySetting}", " ");
        await Parallel.ForEachAsync(
            // A caller that leaves ends nothing there; its row would wait for an end that does not come.
            FailureCatalogue.Rows.Where(row => row.LeavesAt == 0 || !PublishedFunctions.IsChosen),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (row, token) =>
            {
                try
                {
                    _seen[row.Name] = row.LeavesAt > 0 ? await LeaveAsync(host, providers, log, row, token) : await StayAsync(host, providers, log, row, token);
                }
                catch (Exception e)
                {
                    // One row that cannot be run is that row's failure.
                    _broken[row.Name] = e;
                }
            });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<(Story Story, string Body)> StayAsync(
        RunningHost host, CatalogueProviders providers, CapturedLog log, FailureRow row, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await host.PostAsync(row.Body);
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        await providers.SettleAsync(row, cancellationToken);
        string answer = $"{(int)response.StatusCode}";
        JsonElement json = JsonElement.Parse(body);
        if (json.TryGetProperty("error", out JsonElement error))
        {
            answer += $" {Text(error, "code")} {Text(error, "type")}";
        }
        if (response.Headers.TryGetValues("x-should-retry", out IEnumerable<string>? retry))
        {
            answer += $" retry={retry.Single()}";
        }
        if (response.Headers.TryGetValues("aiproxy-winner", out IEnumerable<string>? winner))
        {
            answer += $" winner={winner.Single()}";
        }
        if (response.Headers.TryGetValues("aiproxy-degraded", out IEnumerable<string>? degraded) && degraded.Single() == "true" && !json.TryGetProperty("error", out _))
        {
            answer += " degraded";
        }
        string requestId = response.Headers.TryGetValues("x-request-id", out IEnumerable<string>? id) ? id.Single() : "none";
        return (new Story(answer, Targets(json), providers.CallsOf(row), await LinesAsync(log, requestId, row, cancellationToken)), body);
    }

    // What functions in processes of their own print comes a moment after their answer. Where it does not come, the comparison says so.
    private static async Task<IEnumerable<string>> LinesAsync(CapturedLog log, string requestId, FailureRow row, CancellationToken cancellationToken)
    {
        string expected = new Story("", [], [], row.Expected.Log).ToString();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        while (true)
        {
            Task more = log.MoreAsync();
            string[] lines = [.. log.Of(requestId).Select(LogWords.Of)];
            if (!PublishedFunctions.IsChosen || patience.IsCancellationRequested || new Story("", [], [], lines).ToString() == expected)
            {
                return lines;
            }
            await more.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<(Story Story, string Body)> LeaveAsync(
        RunningHost host, CatalogueProviders providers, CapturedLog log, FailureRow row, CancellationToken cancellationToken)
    {
        using var client = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var content = new StringContent(row.Body, System.Text.Encoding.UTF8, "application/json");
        Task<HttpResponseMessage> asking = host.Http.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, client.Token);
        await providers.ArriveAsync(row, cancellationToken);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await providers.SettleAsync(row, cancellationToken);
        // The gateway's own line is the last; nothing tells of it but the log.
        string? requestId;
        while ((requestId = log.RequestOf(row.Name)) is null)
        {
            await Task.Yield();
        }
        return (new Story("gone", [], providers.CallsOf(row), log.Of(requestId).Select(LogWords.Of)), "");
    }

    private static IEnumerable<string> Targets(JsonElement body)
    {
        JsonElement from = body.TryGetProperty("error", out JsonElement error) ? error : body;
        if (!from.TryGetProperty("aiproxy", out JsonElement member) || !member.TryGetProperty("targets", out JsonElement targets))
        {
            return [];
        }
        return targets.EnumerateArray().Select(target =>
            $"{Text(target, "id")} {Text(target, "status")} after {Text(target, "attempts")}"
            + (target.TryGetProperty("error", out JsonElement failure) ? $": {Text(failure, "code")} {Text(failure, "status")}" : ""));
    }

    private static string Text(JsonElement from, string name) => from.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
}
