using System.Text.Json;

namespace AiProxy.Cdk.Tests.Observability;

/// <summary>A stack named <c>Watch</c> whose alarms somebody is written of, made once.</summary>
public sealed class MonitoringFixture : IDisposable
{
    public const string StackName = "Watch";

    private readonly Deployment _deployment = new();
    private readonly Lazy<JsonElement> _template;

    public MonitoringFixture() => _template = new(() => Make(("alarmEmail", "ops@example.com")));

    public JsonElement Template
    {
        get
        {
            StackFixture.SkipWithoutNode();
            return _template.Value;
        }
    }

    /// <summary>The properties of the resources of one type.</summary>
    public JsonElement[] Resources(string type) => Resources(Template, type);

    /// <summary>The same of another template.</summary>
    public static JsonElement[] Resources(JsonElement template, string type) =>
    [
        .. template.GetProperty("Resources").EnumerateObject()
            .Where(resource => resource.Value.GetProperty("Type").GetString() == type).Select(resource => resource.Value.GetProperty("Properties")),
    ];

    /// <summary>The logical id of the only resource of a type.</summary>
    public string IdOf(string type) =>
        Template.GetProperty("Resources").EnumerateObject().Single(resource => resource.Value.GetProperty("Type").GetString() == type).Name;

    /// <summary>A stack of other settings.</summary>
    public JsonElement Make(params (string Key, object Value)[] changes) => StackFixture.Make(_deployment, [("stackName", StackName), .. changes]).Json;

    public void Dispose() => _deployment.Dispose();
}
