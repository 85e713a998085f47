using AiProxy.StatesLanguage;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>How an error comes about, as what the engine then reports it, and which catchers take it. Only the first is told, the rest is tried.</summary>
/// <param name="When">In words.</param>
/// <param name="State">The fields of a state in which it happens.</param>
internal sealed record ErrorProbe(string When, string State)
{
    private const string Processor = """
        "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"B","States":{"B":{"Type":"Fail","Error":"Mine"}}}
        """;

    private static readonly ErrorProbe MissingPath = new("a path in Parameters leads nowhere", Function(Probe.Echo, ",\"Payload.$\":\"$.missing\""));

    private static readonly Dictionary<string, ErrorProbe> ByName = new(StringComparer.Ordinal)
    {
        ["States.Runtime"] = MissingPath,
        ["States.ParameterPathFailure"] = MissingPath,
        ["States.DataLimitExceeded"] = new("a state's result is larger than 256 KiB", Function(Probe.Large)),
        ["States.Timeout"] = new("a task takes longer than TimeoutSeconds", Function(Probe.Never) + ",\"TimeoutSeconds\":1"),
        ["States.HeartbeatTimeout"] = new(
            "a task is silent for longer than HeartbeatSeconds", Function(Probe.Never) + ",\"TimeoutSeconds\":9,\"HeartbeatSeconds\":1"),
        ["States.QueryEvaluationError"] = new(
            "a JSONata expression returns nothing",
            """
            "Type":"Task","QueryLanguage":"JSONata","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"echo","Payload":"{% $states.input.missing %}"}
            """),
        ["States.IntrinsicFailure"] = new("an intrinsic function cannot do its work", Function(Probe.Echo, ",\"Payload.$\":\"States.StringToJson('{')\"")),
        ["States.ResultPathMatchFailure"] = new("the input has no room for ResultPath", Function(Probe.Echo) + ",\"ResultPath\":\"$.a.b\""),
        ["States.ExceedToleratedFailureThreshold"] = new("a distributed Map's items fail", $"\"Type\":\"Map\",\"ItemsPath\":\"$.a\",{Processor}"),
        ["States.ItemReaderFailed"] = new(
            "a distributed Map's items cannot be read",
            $"\"Type\":\"Map\",\"ItemReader\":{{\"Resource\":\"arn:aws:states:::s3:getObject\",\"Parameters\":{{\"Bucket\":\"b\",\"Key\":\"k\"}}}},{Processor}"),
        ["States.NoChoiceMatched"] = new(
            "no rule of a Choice without Default matches",
            Branch("""{"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"C"}]},"C":{"Type":"Succeed"}""")),
        ["States.BranchFailed"] = new("a branch fails with an error `Mine`", Branch("""{"Type":"Fail","Error":"Mine"}""")),
    };

    public static ErrorProbe? Find(string name) => ByName.GetValueOrDefault(name);

    public static ErrorProbe Reported(string name) => new("a task reports it", Function(Probe.Fail + name));

    /// <summary>What the execution fails with if nothing catches it.</summary>
    public ExecutionResult Run() => Probe.Run(Machine(null));

    /// <summary>Whether a catcher for a name takes it.</summary>
    public bool IsCaughtBy(string name) => Probe.Run(Machine(name)).Status == ExecutionStatus.Succeeded;

    private string Machine(string? caught) =>
        $$"""
        {"StartAt":"A","States":{"A":{{{State}}{{(caught is null ? "" : $",\"Catch\":[{{\"ErrorEquals\":[\"{caught}\"],\"Next\":\"Z\"}}]")}},"Next":"Z"},"Z":{"Type":"Succeed"} } }
        """;

    private static string Function(string name, string parameters = "") =>
        $"\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Parameters\":{{\"FunctionName\":\"{name}\"{parameters}}}";

    private static string Branch(string state) => $"\"Type\":\"Parallel\",\"Branches\":[{{\"StartAt\":\"B\",\"States\":{{\"B\":{state}}}}}]";
}
