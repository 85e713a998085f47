using System.Text.Json;

namespace AiProxy.Cdk.Settings;

/// <summary>
/// <c>cdk.json</c>. The CDK command line hands its context on; <c>dotnet run --project cdk</c> alone does not, so it is read here, and both ways
/// make the same template. What the command line adds (<c>-c key=value</c>) comes on top, from <c>CDK_CONTEXT_JSON</c>.
/// </summary>
internal sealed record ProjectFile(string Root, IReadOnlyDictionary<string, object> Context)
{
    private const string Name = "cdk.json";
    private const string CommandLineContext = "CDK_CONTEXT_JSON";

    /// <summary>Looks for <c>cdk.json</c> in <paramref name="folder"/> and above it.</summary>
    /// <exception cref="StackInputException">There is none, or it is not JSON.</exception>
    public static ProjectFile Find(string folder)
    {
        for (DirectoryInfo? candidate = new(folder); candidate is not null; candidate = candidate.Parent)
        {
            string file = Path.Combine(candidate.FullName, Name);
            if (File.Exists(file))
                return new(candidate.FullName, ReadContext(File.ReadAllText(file), file));
        }
        throw new StackInputException($"No {Name} in '{folder}' or above it: run from inside the repository.");
    }

    /// <summary>Every context key that was given, in the file or on the command line.</summary>
    public IEnumerable<string> ContextNames()
    {
        IEnumerable<string> names = Context.Keys;
        if (System.Environment.GetEnvironmentVariable(CommandLineContext) is { Length: > 0 } json)
        {
            using JsonDocument document = Parse(json, CommandLineContext);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                names = [.. names, .. document.RootElement.EnumerateObject().Select(member => member.Name)];
        }
        return names.Distinct(StringComparer.Ordinal);
    }

    private static Dictionary<string, object> ReadContext(string json, string file)
    {
        using JsonDocument document = Parse(json, file);
        var context = new Dictionary<string, object>(StringComparer.Ordinal);
        if (document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("context", out JsonElement members)
            && members.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                context[member.Name] = member.Value.ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    JsonValueKind.Number => member.Value.GetDouble(),
                    JsonValueKind.String => member.Value.GetString()!,
                    _ => throw new StackInputException($"{file}: context '{member.Name}' must be a string, a number, true or false."),
                };
            }
        }
        return context;
    }

    private static JsonDocument Parse(string json, string source)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new StackInputException($"{source} is not JSON: {e.Message}");
        }
    }
}
