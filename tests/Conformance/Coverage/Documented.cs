namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>
/// What Step Functions documents and the engine may not have: the engine is asked about each. What it takes is then to be shown by a case or a
/// test like everything else.
/// </summary>
internal static class Documented
{
    private const string Processor = """
        "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"B","States":{"B":{"Type":"Succeed"}}}
        """;
    private const string Write = "\"Resource\":\"arn:aws:states:::s3:putObject\"";

    /// <summary>The ResultWriter's fields, and what a machine that uses them may look like.</summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html"/>
    public static readonly (string Field, bool JsonPath, bool Jsonata, string Json)[] ResultWriter =
    [
        ("Arguments", false, true, $"{{{Write},\"Arguments\":{{\"Bucket\":\"b\"}}}}"),
        ("Parameters", true, false, $"{{{Write},\"Parameters\":{{\"Bucket\":\"b\"}}}}"),
        ("Resource", true, true, $"{{{Write},\"Parameters\":{{\"Bucket\":\"b\"}}}}"),
        ("WriterConfig", true, true, "{\"WriterConfig\":{\"OutputType\":\"JSON\"}}"),
    ];

    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html"/>
    public static readonly (string Field, string Json)[] WriterConfig =
    [
        ("OutputType", "{\"WriterConfig\":{\"OutputType\":\"JSONL\"}}"),
        ("Transformation", "{\"WriterConfig\":{\"Transformation\":\"COMPACT\"}}"),
    ];

    /// <summary>Fields of a ReaderConfig, with a value.</summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html"/>
    public static readonly (string Field, string Json)[] ReaderConfig = [("ManifestType", "\"ATHENA_DATA\""), ("Transformation", "\"LOAD_AND_FLATTEN\"")];

    /// <summary>The names that Step Functions and Lambda give to errors.</summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html"/>
    public static readonly string[] Errors =
    [
        "States.ALL", "States.DataLimitExceeded", "States.ExceedToleratedFailureThreshold", "States.HeartbeatTimeout", "States.Http.Socket",
        "States.Http.StatusCode.503", "States.IntrinsicFailure", "States.ItemReaderFailed", "States.NoChoiceMatched",
        "States.ParameterPathFailure", "States.Permissions", "States.QueryEvaluationError", "States.ResultPathMatchFailure",
        "States.ResultWriterFailed", "States.Runtime", "States.BranchFailed", "States.TaskFailed", "States.Timeout",
        "Lambda.AWSLambdaException", "Lambda.ClientExecutionTimeoutException", "Lambda.ResourceNotFoundException", "Lambda.SdkClientException",
        "Lambda.ServiceException", "Lambda.TooManyRequestsException", "Lambda.Unknown", "Sandbox.Timedout",
    ];

    /// <summary>What the engine says to a machine whose state has the field; null if it takes it, or if nothing is documented that it may not.</summary>
    public static string? Refusal(string type, string field) =>
        type == "Map" && field == Places.ResultWriter ? ResultWriterRefusal($"{{{Write},\"Parameters\":{{\"Bucket\":\"b\"}}}}", false) : null;

    public static string? ResultWriterRefusal(string json, bool jsonata)
    {
        var map = $"\"Type\":\"Map\",\"End\":true,{Processor},\"ResultWriter\":{json}";
        return Ask.Refusal(jsonata ? Ask.OneJsonataState(map) : Ask.OneState(map));
    }

    public static string? ReaderConfigRefusal(string field, string json) => Ask.Refusal(Ask.OneState(
        $"\"Type\":\"Map\",\"End\":true,{Processor},\"ItemReader\":{{\"Resource\":\"arn:aws:states:::s3:getObject\",\"ReaderConfig\":{{\"{field}\":{json}}}}}"));
}
