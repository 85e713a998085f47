using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Merge.Records;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Merge.Tests;

/// <summary>Runs a merge and gives at hand what tests look at.</summary>
internal sealed record MergeRun(HttpAnswer Answer, JsonElement Body)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public JsonElement AiProxy => Body.TryGetProperty("error", out JsonElement error) ? error.GetProperty("aiproxy") : Body.GetProperty("aiproxy");

    public string? Winner => AiProxy.GetProperty("winner").GetString();

    public bool Degraded => AiProxy.GetProperty("degraded").GetBoolean();

    public string?[] Texts => [.. Body.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("message").GetProperty("content").GetString())];

    public string?[] Statuses => [.. AiProxy.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("status").GetString())];

    public JsonElement Error => Body.GetProperty("error");

    public string? ErrorMessage => Error.GetProperty("message").GetString();

    public JsonElement Target(string id) => AiProxy.GetProperty("targets").EnumerateArray().Single(target => target.GetProperty("id").GetString() == id);

    public static async Task<MergeRun> OfAsync(MergeInput input, ICallRecords? records = null, FakePayloads? payloads = null)
    {
        payloads ??= new FakePayloads();
        var merger = new Merger(records ?? new FakeRecords(), payloads, new FakeTimeProvider(Now));
        (HttpAnswer answer, _) = await merger.MergeAsync(input, TestContext.Current.CancellationToken);
        JsonElement body = answer.Body is { } inline ? JsonElement.Parse(inline) : JsonElement.Parse(payloads.Stored[answer.BodyRef!].Span);
        return new MergeRun(answer, body);
    }
}
