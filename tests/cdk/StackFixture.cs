using System.Text.Json;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.Assertions;

namespace AiProxy.Cdk.Tests;

/// <summary>The stack of <c>cdk.json</c>, synthesized once: it takes seconds, and needs Node, in which the construct library runs.</summary>
public sealed class StackFixture : IDisposable
{
    private readonly Deployment _deployment = new();
    private readonly Lazy<(Template Template, JsonElement Json)> _made;

    public StackFixture() => _made = new(() => Make(_deployment));

    /// <summary>For assertions on properties; skips the test where there is no Node.</summary>
    public Template Template
    {
        get
        {
            SkipWithoutNode();
            return _made.Value.Template;
        }
    }

    /// <summary>The same template as JSON, for what holds of every resource.</summary>
    public JsonElement Json
    {
        get
        {
            SkipWithoutNode();
            return _made.Value.Json;
        }
    }

    /// <summary>What the stack is made from.</summary>
    public Deployment Deployment => _deployment;

    /// <summary>The logical ids of the alarms that take a new version back.</summary>
    public IEnumerable<string> RollbackAlarms =>
        Resources("AWS::CloudWatch::Alarm")
            .Where(alarm => alarm.Value.GetProperty("Properties").GetProperty("AlarmName").GetString() is "AiProxy-executions-failed" or "AiProxy-function-faults" or "AiProxy-error-lines")
            .Select(alarm => alarm.Key).Order(StringComparer.Ordinal);

    /// <summary>The resources of one type, by logical id.</summary>
    public Dictionary<string, JsonElement> Resources(string type) =>
        Json.GetProperty("Resources").EnumerateObject()
            .Where(resource => resource.Value.GetProperty("Type").GetString() == type)
            .ToDictionary(resource => resource.Name, resource => resource.Value);

    /// <summary>The logical id of the only resource of a type.</summary>
    public string IdOf(string type) => Resources(type).Single().Key;

    /// <summary>The logical id of a construct's only resource of a type; ids begin with the construct's path.</summary>
    public string IdOf(string type, string construct) =>
        Resources(type).Keys.Single(id => id.StartsWith(construct, StringComparison.Ordinal));

    /// <summary>The properties of a resource.</summary>
    public JsonElement PropertiesOf(string type, string construct) => Resources(type)[IdOf(type, construct)].GetProperty("Properties");

    /// <summary>The properties of the only resource of a type.</summary>
    public JsonElement PropertiesOf(string type) => Resources(type).Single().Value.GetProperty("Properties");

    /// <summary>The logical id of a function.</summary>
    public string FunctionId(string function) => Function(function).Key;

    /// <summary>The properties of a function.</summary>
    public JsonElement FunctionProperties(string function) => Function(function).Value.GetProperty("Properties");

    /// <summary>What the role of a function, or of the state machine, may do.</summary>
    internal IReadOnlyList<Statement> StatementsOf(string principal)
    {
        JsonElement role = principal == Statement.StateMachine
            ? PropertiesOf("AWS::StepFunctions::StateMachine").GetProperty("RoleArn")
            : FunctionProperties(principal).GetProperty("Role");
        string roleId = role.GetProperty("Fn::GetAtt")[0].GetString()!;
        return StatementsOfRole(roleId);
    }

    /// <summary>What a role may do, by its logical id.</summary>
    internal IReadOnlyList<Statement> StatementsOfRole(string roleId) =>
        [.. Resources("AWS::IAM::Policy").Values
            .Select(policy => policy.GetProperty("Properties"))
            .Where(policy => policy.GetProperty("Roles").EnumerateArray().Any(entry => entry.GetProperty("Ref").GetString() == roleId))
            .SelectMany(policy => policy.GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray())
            .Select(Statement.Read)];

    /// <summary>Synthesizes a stack of other settings.</summary>
    internal static (Template Template, JsonElement Json) Make(Deployment deployment, params (string Key, object Value)[] changes)
    {
        SkipWithoutNode();
        var app = new App(new AppProps { Outdir = Path.Combine(deployment.Root, "cdk.out"), Context = deployment.Context(changes) });
        var stack = new AiProxyStack(app, deployment.Settings(changes));
        Template template = Template.FromStack(stack);
        return (template, JsonElement.Parse(File.ReadAllText(Synthesis.Run(app, stack))));
    }

    internal static void SkipWithoutNode()
    {
        Assert.SkipUnless(NodeRuntime.IsThere, "Node is not on the PATH; the construct library runs in it.");
    }

    public void Dispose() => _deployment.Dispose();

    private KeyValuePair<string, JsonElement> Function(string function) => Resources("AWS::Lambda::Function")
        .Single(entry => entry.Value.GetProperty("Properties").GetProperty("FunctionName").GetString() == "AiProxy-" + function);
}
