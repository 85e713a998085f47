using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiProxy.Cdk.Guards;

/// <summary>No secret's value is in the template, nor put in by CloudFormation: whoever may read the stack could read it.</summary>
internal static partial class SecretValues
{
    public static IEnumerable<string> Check(SynthesizedTemplate template)
    {
        string text = template.Root.GetRawText();
        if (text.Contains("{{resolve:secretsmanager", StringComparison.Ordinal) || text.Contains("{{resolve:ssm-secure", StringComparison.Ordinal))
            yield return "The template has a secret's value put in ({{resolve:...}}): functions read secrets themselves.";
        foreach ((string id, JsonElement secret) in template.Of("AWS::SecretsManager::Secret"))
        {
            if (SynthesizedTemplate.Member(secret, "SecretString").ValueKind != JsonValueKind.Undefined)
                yield return $"{id}: the secret's value is in the template. Put it into Secrets Manager by hand.";
        }
        foreach (Match match in KeyLike().Matches(text))
            yield return $"The template holds what looks like a key ('{match.Value[..8]}...'). Routes name secrets, they do not hold them.";
    }

    // OpenAI's and Anthropic's, Google's, AWS's, and our own callers'.
    [GeneratedRegex(@"\b(sk-[A-Za-z0-9_-]{20,}|AIza[A-Za-z0-9_-]{30,}|AKIA[A-Z0-9]{16}|aip_[A-Za-z0-9]+_[A-Za-z0-9_-]{32,})")]
    private static partial Regex KeyLike();
}
