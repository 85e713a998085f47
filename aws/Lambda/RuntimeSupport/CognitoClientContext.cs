using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class CognitoClientContext : IClientContext, IClientApplication
{
    private readonly Dictionary<string, string> _client;

    private CognitoClientContext(JsonElement root)
    {
        _client = Strings(root, "client");
        Environment = Strings(root, "env");
        Custom = Strings(root, "custom");
    }

    public IDictionary<string, string> Environment { get; }

    public IClientApplication Client => this;

    public IDictionary<string, string> Custom { get; }

    public string AppPackageName => Of("app_package_name");

    public string AppTitle => Of("app_title");

    public string AppVersionCode => Of("app_version_code");

    public string AppVersionName => Of("app_version_name");

    public string InstallationId => Of("installation_id");

    public static CognitoClientContext? Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;

        using var document = JsonDocument.Parse(json);
        return new CognitoClientContext(document.RootElement);
    }

    private static Dictionary<string, string> Strings(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object
            ? member.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString())
            : [];

    private string Of(string name) => _client.GetValueOrDefault(name, "");
}
