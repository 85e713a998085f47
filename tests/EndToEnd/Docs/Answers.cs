using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiProxy.EndToEnd.Tests.Docs;

/// <summary>Writes an answer as the page shows it: readable, and the same in every run.</summary>
internal static partial class Answers
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What every server adds says nothing about this one.
    private static readonly string[] Shown = ["content-type", "retry-after", "x-request-id", "x-should-retry", "idempotency-replayed"];

    public static async Task<string> RenderAsync(HttpResponseMessage response, bool showsHeaders)
    {
        var text = new StringBuilder();
        if (showsHeaders)
        {
            text.Append("HTTP/1.1 ").Append((int)response.StatusCode).Append(' ').Append(response.ReasonPhrase).Append('\n');
            IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers = response.Headers.Concat(response.Content.Headers);
            foreach ((string name, IEnumerable<string> values) in headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
            {
                if (Shown.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("aiproxy-", StringComparison.OrdinalIgnoreCase))
                {
                    text.Append(name.ToLowerInvariant()).Append(": ").AppendJoin(", ", values).Append('\n');
                }
            }
            text.Append('\n');
        }
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.Append(response.Content.Headers.ContentType?.MediaType == "application/json" ? Indent(body) : body.TrimEnd());
        return Steady(text.ToString());
    }

    private static string Indent(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement, Indented);

    private static string Steady(string text)
    {
        text = RequestId().Replace(text, "req_01m87w7kdv6egc8wcepp");
        // A race may be over before a loser reached its simulator, which numbers what it is asked.
        text = SimulatedCall().Replace(text, "call_sim00000016");
        text = Created().Replace(text, "$1 1795560820");
        text = Latency().Replace(text, "$1 12");
        return KeepAlive().Replace(text, "");
    }

    [GeneratedRegex("req_[0-9a-z]{20}")]
    private static partial Regex RequestId();

    [GeneratedRegex(@"call_sim\d{8}")]
    private static partial Regex SimulatedCall();

    [GeneratedRegex("""("created":) ?\d+""")]
    private static partial Regex Created();

    [GeneratedRegex("""("latencyMs":) ?\d+""")]
    private static partial Regex Latency();

    [GeneratedRegex(@"(?m)^: [^\n]*\n\n")]
    private static partial Regex KeepAlive();
}
