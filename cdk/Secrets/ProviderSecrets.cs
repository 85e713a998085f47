using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.Cdk.Functions;
using Amazon.CDK;

namespace AiProxy.Cdk.Secrets;

/// <summary>The names of the secrets that hold the providers' keys, as the routes file says them. Their values are never read here.</summary>
internal sealed partial record ProviderSecrets(IReadOnlyList<string> Names)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>
    /// Reads the <c>providers</c> member: each has the secret <c>aiproxy/&lt;provider&gt;</c> unless it names another, or none (<c>null</c>). The rest
    /// of the file is for Validate to judge.
    /// </summary>
    /// <exception cref="StackInputException">The file is missing or is not JSON, or a name is not one Secrets Manager takes.</exception>
    public static ProviderSecrets Read(string file)
    {
        if (!File.Exists(file))
            throw new StackInputException($"No routes file at '{file}': set context 'routes' to where it is.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file), Lenient);
            return new(ReadNames(document.RootElement, file));
        }
        catch (JsonException e)
        {
            throw new StackInputException($"'{file}' is not JSON: {e.Message}");
        }
    }

    /// <summary>Lets a function read the current value of these secrets, and of no other.</summary>
    public void AllowRead(PackagedFunction function)
    {
        if (Names.Count == 0)
            return;
        Stack stack = Stack.Of(function);
        function.Allow(["secretsmanager:GetSecretValue"], [.. Names.Select(name => stack.FormatArn(new ArnComponents
        {
            Service = "secretsmanager",
            Resource = "secret",
            // Secrets Manager ends an ARN with a hyphen and six characters of its own choosing; six '?' match just those.
            ResourceName = name + "-??????",
            ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
        }))]);
    }

    private static List<string> ReadNames(JsonElement routes, string file)
    {
        if (routes.ValueKind != JsonValueKind.Object
            || !routes.TryGetProperty("providers", out JsonElement providers)
            || providers.ValueKind != JsonValueKind.Object)
        {
            throw new StackInputException($"'{file}' has no object 'providers'.");
        }
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (JsonProperty provider in providers.EnumerateObject())
        {
            JsonElement secret = default;
            bool given = provider.Value.ValueKind == JsonValueKind.Object && provider.Value.TryGetProperty("secret", out secret);
            if (secret.ValueKind == JsonValueKind.Null)
                continue;
            string? name = !given ? "aiproxy/" + provider.Name : secret.ValueKind == JsonValueKind.String ? secret.GetString() : null;
            if (name is not null && SecretName().IsMatch(name))
            {
                names.Add(name);
                continue;
            }
            problems.Add(
                $"'{file}': /providers/{provider.Name}: {(given ? secret.GetRawText() : name)} is not the name of a secret "
                + "(letters, digits and /_+=.@-, 512 at most; not an ARN, no wildcard).");
        }
        return problems.Count == 0 ? [.. names] : throw new StackInputException(problems);
    }

    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html; a '*' or '?' let through would widen the permission.
    [GeneratedRegex("^[A-Za-z0-9/_+=.@-]{1,512}\\z")]
    private static partial Regex SecretName();
}
