using System.Collections.Immutable;
using System.Globalization;

namespace AiProxy.Merge.Answers;

/// <summary>The answer's summary as headers, because typed SDKs hide members they do not know.</summary>
internal static class AnswerHeaders
{
    /// <summary>Adds <c>aiproxy-*</c> to <paramref name="headers"/>; winner and cost only where there is one that is known.</summary>
    public static ImmutableSortedDictionary<string, string> Add(ImmutableSortedDictionary<string, string> headers, MergedAnswer merged)
    {
        ImmutableSortedDictionary<string, string>.Builder builder = headers.ToBuilder();
        builder["aiproxy-degraded"] = merged.Degraded ? "true" : "false";
        builder["aiproxy-execution-id"] = Printable(merged.ExecutionId);
        if (merged.Winner is { } winner)
        {
            builder["aiproxy-winner"] = Printable(winner);
        }
        if (merged.CostUsd is { } cost)
        {
            builder["aiproxy-cost-usd"] = cost.ToString(CultureInfo.InvariantCulture);
        }
        return builder.ToImmutable();
    }

    // A header holds printable ASCII; a route's author may name a target otherwise.
    private static string Printable(string value) =>
        string.Create(value.Length, value, static (span, text) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = text[i] is >= ' ' and <= '~' ? text[i] : '?';
            }
        });
}
