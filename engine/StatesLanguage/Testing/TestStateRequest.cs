using System.Text.Json;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Testing;

/// <summary>A TestState request, read and checked as far as that goes without the definition.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html"/>
internal sealed class TestStateRequest
{
    public static readonly Dictionary<string, string[]> ContextFields = new(StringComparer.Ordinal)
    {
        ["Execution"] = ["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"],
        ["State"] = ["EnteredTime", "Name", "RetryCount"],
        ["StateMachine"] = ["Id", "Name"],
        ["Task"] = ["Token"],
    };

    private readonly ObjectValue _members;

    public TestStateRequest(Value request)
    {
        _members = request.Kind == ValueKind.Object ? request.AsObject() : ObjectValue.Empty;
        Definition = Text(_members, "definition") ?? throw new TestStateException("The definition is missing");
        StateName = Text(_members, "stateName");
        RoleArn = Text(_members, "roleArn");
        Level = Text(_members, "inspectionLevel") ?? "INFO";
        Input = Json("input", "{}");
        Variables = Json("variables", "{}");
        Context = _members.TryGetValue("context", out _) ? Json("context", "{}") : default;
        RevealSecrets = _members.TryGetValue("revealSecrets", out var reveal) && reveal == Value.True;
        if (_members.TryGetValue("mock", out var mock) && mock.Kind == ValueKind.Object)
        {
            ReadMock(mock.AsObject());
        }

        if (_members.TryGetValue("stateConfiguration", out var given) && given.Kind == ValueKind.Object)
        {
            var configuration = given.AsObject();
            RetrierRetryCount = Integer(configuration, "retrierRetryCount");
            MapIterationFailureCount = Integer(configuration, "mapIterationFailureCount");
            ItemReaderData = Text(configuration, "mapItemReaderData") is { } data ? Parse(data, "mapItemReaderData") : default;
        }

        CheckContext();
    }

    public string Definition { get; }

    public string? StateName { get; }

    public string? RoleArn { get; }

    /// <summary><c>INFO</c>, <c>DEBUG</c> or <c>TRACE</c>.</summary>
    public string Level { get; }

    public Value Input { get; }

    public Value Variables { get; }

    /// <summary>The context object; undefined if the request has none.</summary>
    public Value Context { get; }

    public bool RevealSecrets { get; }

    /// <summary>What the task is to come to instead of being done; null for no mock.</summary>
    public TaskOutcome? Mock { get; private set; }

    /// <summary>How a mocked result is checked: <c>STRICT</c>, <c>PRESENT</c> or <c>NONE</c>.</summary>
    public string FieldValidationMode { get; private set; } = "STRICT";

    public int? RetrierRetryCount { get; }

    public int? MapIterationFailureCount { get; }

    public Value ItemReaderData { get; }

    private void ReadMock(ObjectValue mock)
    {
        FieldValidationMode = Text(mock, "fieldValidationMode") ?? FieldValidationMode;
        if (mock.TryGetValue("errorOutput", out var error) && error.Kind == ValueKind.Object)
        {
            Mock = TaskOutcome.Failure(Text(error.AsObject(), "error"), Text(error.AsObject(), "cause"));
        }
        else if (Text(mock, "result") is { } result)
        {
            Mock = TaskOutcome.Success(Parse(result, "mock"));
        }
    }

    private void CheckContext()
    {
        if (Context.Kind != ValueKind.Object)
        {
            return;
        }

        foreach (var (name, value) in Context.AsObject())
        {
            if (name == "Map")
            {
                throw new TestStateException("Invalid Context object provided: 'Map' field is not supported when mocking a Context object");
            }

            var wrong = !ContextFields.TryGetValue(name, out var allowed) ? name
                : value.Kind == ValueKind.Object
                    ? value.AsObject().Select(member => member.Key).FirstOrDefault(key => !allowed.Contains(key))
                    : null;
            if (wrong is not null)
            {
                throw new TestStateException($"Invalid Context object provided: Field '{wrong}' is not allowed");
            }
        }
    }

    private Value Json(string name, string otherwise) => Parse(Text(_members, name) ?? otherwise, name);

    private static Value Parse(string json, string name)
    {
        try
        {
            return Value.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new TestStateException($"The value of '{name}' is not JSON: {exception.Message}", exception);
        }
    }

    private static string? Text(ObjectValue members, string name) =>
        members.TryGetValue(name, out var value) && value.Kind == ValueKind.String ? value.AsString() : null;

    private static int? Integer(ObjectValue members, string name) =>
        members.TryGetValue(name, out var value) && value.Kind == ValueKind.Number ? (int)value.AsNumber() : null;
}
