using System.Collections.Concurrent;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Idempotency.Internal.Jmes;

/// <summary>
/// The part of <see href="https://jmespath.org/specification.html">JMESPath</see> that keys are made with. Of our own, because the package
/// there is works over Newtonsoft.Json's reflection and does not survive trimming.
/// </summary>
internal sealed class JmesExpression
{
    private const int MaxKept = 256;

    private static readonly ConcurrentDictionary<string, JmesExpression> Kept = new(StringComparer.Ordinal);

    private readonly JmesNode _root;

    private JmesExpression(JmesNode root) => _root = root;

    /// <exception cref="Exceptions.IdempotencyConfigurationException">It is not JMESPath, or of a part that is not supported.</exception>
    public static JmesExpression Parse(string text)
    {
        if (Kept.TryGetValue(text, out var kept))
            return kept;

        var parsed = new JmesExpression(new JmesParser(text).Parse());
        if (Kept.Count < MaxKept)
            Kept.TryAdd(text, parsed);
        return parsed;
    }

    public JsonElement Evaluate(JsonElement data) => _root.Evaluate(data);
}
