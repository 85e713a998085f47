using System.Text;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.States;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html"/>
public sealed class ResultWriterTests
{
    private const string ToS3 = "'Resource':'arn:aws:states:::s3:putObject','Arguments':{'Bucket':'b','Prefix':'p'}";
    private const string Run = "arn:aws:states:us-east-1:000000000000:mapRun:Machine/L:id-2";
    private const string Pass = "'B':{'Type':'Succeed'}";
    private const string Failing =
        "'B':{'Type':'Choice','Choices':[{'Condition':'{% $states.input = 2 %}','Next':'F'}],'Default':'S'},'F':{'Type':'Fail','Error':'E','Cause':'C'},'S':{'Type':'Succeed'}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Map_WithADestination_WritesFilesAndManifestAndReturnsWhereTheyAre()
    {
        var writer = new Writer();

        var result = await RunAsync("'Items':[{'x':1}],'ResultWriter':{" + ToS3 + "}", Pass, writer);

        Assert.Equal(
            Json($"{{'MapRunArn':'{Run}','ResultWriterDetails':{{'Bucket':'b','Key':'p/id-2/manifest.json'}}}}"), result.Output);
        Assert.Equal(["b/p/id-2/SUCCEEDED_0.json", "b/p/id-2/manifest.json"], writer.Keys);
        var record = writer.Texts["b/p/id-2/SUCCEEDED_0.json"];
        Assert.Equal(
            Json("""
                [{"ExecutionArn":"arn:aws:states:us-east-1:000000000000:execution:Machine/L:id-3","Input":"{\"x\":1}","InputDetails":{"Included":true},
                "Name":"id-3","Output":"{\"x\":1}","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"NOT_REDRIVABLE",
                "RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven","StartDate":"2026-11-24T12:00:00Z",
                "StateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:Machine/L","Status":"SUCCEEDED","StopDate":"2026-11-24T12:00:00Z"}]
                """),
            Json(record));
        Assert.Equal(
            Json($"{{'DestinationBucket':'b','MapRunArn':'{Run}','ResultFiles':{{'FAILED':[],'PENDING':[],"
                + $"'SUCCEEDED':[{{'Key':'p/id-2/SUCCEEDED_0.json','Size':{Encoding.UTF8.GetByteCount(record)}}}]}}}}"),
            Json(writer.Texts["b/p/id-2/manifest.json"]));
        Assert.Contains("4 3 MapRunStarted", result.Lines());
        Assert.Contains("5 4 MapRunSucceeded", result.Lines());
    }

    [Theory]
    [InlineData("'Transformation':'COMPACT'", "[[1,[2]],3]")]
    [InlineData("'Transformation':'FLATTEN'", "[1,[2],3]")]
    [InlineData("'Transformation':'COMPACT','OutputType':'JSON'", "[[1,[2]],3]")]
    [InlineData("'Transformation':'COMPACT','OutputType':'JSONL'", "[1,[2]]\n3\n")]
    [InlineData("'Transformation':'FLATTEN','OutputType':'JSONL'", "1\n[2]\n3\n")]
    public async Task Map_WithAWriterConfig_WritesResultsSo(string config, string expected)
    {
        var writer = new Writer();

        await RunAsync("'Items':[[1,[2]],3],'ResultWriter':{" + ToS3 + ",'WriterConfig':{" + config + "}}", Pass, writer);

        Assert.Equal(expected, writer.Texts["b/p/id-2/SUCCEEDED_0.json"]);
    }

    [Theory]
    [InlineData("'Transformation':'COMPACT'", "[[1,[2]],3]")]
    [InlineData("'OutputType':'JSONL'", "[[1,[2]],3]")]
    [InlineData("'Transformation':'FLATTEN','OutputType':'JSON'", "[1,[2],3]")]
    public async Task Map_WithAWriterConfigAlone_ReturnsResultsSo(string config, string expected)
    {
        var result = await RunAsync("'Items':[[1,[2]],3],'ResultWriter':{'WriterConfig':{" + config + "}}", Pass, null);

        Assert.Equal(Json(expected), result.Output);
    }

    [Fact]
    public async Task Map_WithAWriterConfigOfNone_ReturnsTheExecutions()
    {
        var result = await RunAsync("'Items':[7],'ResultWriter':{'WriterConfig':{'Transformation':'NONE','OutputType':'JSON'}}", Pass, null);

        var record = Assert.Single(result.Output.AsArray()).AsObject();
        Assert.Equal("7", Text(record, "Output"));
        Assert.Equal("SUCCEEDED", Text(record, "Status"));
    }

    [Theory]
    [InlineData("STANDARD", "REDRIVABLE")]
    [InlineData("EXPRESS", "REDRIVABLE_BY_MAP_RUN")]
    public async Task Map_WithToleratedFailures_WritesThemInFullIntoAFileOfTheirOwn(string type, string redrive)
    {
        var writer = new Writer();

        var result = await RunAsync(
            "'Items':[1,2,3],'ToleratedFailureCount':1,'ResultWriter':{" + ToS3 + ",'WriterConfig':{'Transformation':'COMPACT'}}", Failing, writer, type);

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal("[1,3]", writer.Texts["b/p/id-2/SUCCEEDED_0.json"]);
        var record = Assert.Single(Json(writer.Texts["b/p/id-2/FAILED_0.json"]).AsArray()).AsObject();
        Assert.Equal(
            ("FAILED", "E", "C", "2", redrive),
            (Text(record, "Status"), Text(record, "Error"), Text(record, "Cause"), Text(record, "Input"), Text(record, "RedriveStatus")));
        Assert.False(record.TryGetValue("Output", out _));
    }

    [Fact]
    public async Task Map_WithAChildThatTakesTooLong_WritesItAmongTheFailed()
    {
        var writer = new Writer();
        var options = Options(writer);
        var clock = (Microsoft.Extensions.Time.Testing.FakeTimeProvider)options.TimeProvider;
        var machine = StateMachine.Parse(
            Definition("'Items':[400],'ToleratedFailureCount':1,'ResultWriter':{" + ToS3 + "}", "'B':{'Type':'Wait','Seconds':400,'End':true}", "EXPRESS"),
            new StateMachineOptions { Engine = options }).Machine!;

        await clock.RunAsync(() => new ExecutionEngine(options).ExecuteAsync(machine, Json("{}"), null, Cancel), TimeSpan.FromMinutes(5));

        var record = Assert.Single(Json(writer.Texts["b/p/id-2/FAILED_0.json"]).AsArray()).AsObject();
        Assert.Equal(("TIMED_OUT", "2026-11-24T12:05:00Z"), (Text(record, "Status"), Text(record, "StopDate")));
    }

    [Fact]
    public async Task Map_WithToleratedFailuresAndAWriterConfigAlone_ReturnsThemInFull()
    {
        var result = await RunAsync(
            "'Items':[1,2,3],'ToleratedFailureCount':1,'ResultWriter':{'WriterConfig':{'Transformation':'COMPACT'}}", Failing, null);

        var items = result.Output.AsArray();
        Assert.Equal((Json("1"), Json("3")), (items[0], items[2]));
        Assert.Equal("FAILED", Text(items[1].AsObject(), "Status"));
    }

    [Fact]
    public async Task Map_ThatFails_WritesWhatFailedAndWhatWasNotBegun()
    {
        var writer = new Writer();

        var result = await RunAsync("'Items':[1,2,3,4],'MaxConcurrency':1,'ResultWriter':{" + ToS3 + "}", Failing, writer);

        Assert.Equal("States.ExceedToleratedFailureThreshold", result.Error);
        Assert.Equal(["b/p/id-2/SUCCEEDED_0.json", "b/p/id-2/FAILED_0.json", "b/p/id-2/PENDING_0.json", "b/p/id-2/manifest.json"], writer.Keys);
        Assert.Equal(
            Json("[{'Input':'3','InputDetails':{'Included':true},'Status':'PENDING'},{'Input':'4','InputDetails':{'Included':true},'Status':'PENDING'}]"),
            Json(writer.Texts["b/p/id-2/PENDING_0.json"]));
    }

    [Fact]
    public async Task Map_WhoseWriterFails_FailsWithItsWordsAndCanBeCaught()
    {
        var result = await RunAsync("'Items':[1],'ResultWriter':{" + ToS3 + "}", Pass, new Writer { Problem = "The disk is full." });

        Assert.Equal(("States.ResultWriterFailed", "The disk is full."), (result.Error, result.Cause));
        Assert.Contains("5 4 MapRunFailed", result.Lines());

        var caught = await RunAsync(
            "'Items':[1],'ResultWriter':{" + ToS3 + "},'Catch':[{'ErrorEquals':['States.ResultWriterFailed'],'Next':'Z','Output':'caught'}]",
            Pass,
            new Writer { Problem = "The disk is full." });

        Assert.Equal(Json("'caught'"), caught.Output);
    }

    [Fact]
    public async Task Map_WhoseWriterFailsWhenTheMapHas_KeepsItsOwnError()
    {
        var result = await RunAsync("'Items':[2],'ResultWriter':{" + ToS3 + "}", Failing, new Writer { Problem = "The disk is full." });

        Assert.Equal("States.ExceedToleratedFailureThreshold", result.Error);
    }

    [Fact]
    public async Task Map_WhoseWriterIsCutOffByTheExecutionsTimeout_TimesOut()
    {
        var writer = new Writer { Endless = true };
        var options = Options(writer);
        var clock = (Microsoft.Extensions.Time.Testing.FakeTimeProvider)options.TimeProvider;
        var machine = StateMachine.Parse(
            Definition("'Items':[1],'ResultWriter':{" + ToS3 + "}", Pass, "STANDARD").Replace("{\"QueryLanguage\"", "{\"TimeoutSeconds\":5,\"QueryLanguage\"", StringComparison.Ordinal),
            new StateMachineOptions { Engine = options }).Machine!;

        var result = await clock.RunAsync(() => new ExecutionEngine(options).ExecuteAsync(machine, Json("{}"), null, Cancel), TimeSpan.FromSeconds(5));

        Assert.Equal(ExecutionStatus.TimedOut, result.Status);
    }

    [Theory]
    [InlineData("{'Bucket':'b'}", "b/id-2/manifest.json")]
    [InlineData("{'Bucket':'b','Prefix':''}", "b/id-2/manifest.json")]
    [InlineData("{'Bucket':'b','Prefix':'x/y/'}", "b/x/y/id-2/manifest.json")]
    [InlineData("'{% {\"Bucket\": $states.input.to, \"Prefix\": \"p\"} %}'", "i/p/id-2/manifest.json")]
    public async Task Map_WithADestination_PutsFilesUnderItsPrefix(string arguments, string expected)
    {
        var writer = new Writer();

        await RunAsync(
            "'Items':[],'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Arguments':" + arguments.Replace("\"", "\\'", StringComparison.Ordinal) + "}",
            Pass,
            writer);

        Assert.Equal(expected, Assert.Single(writer.Keys));
    }

    [Theory]
    [InlineData("'Resource':'arn:aws:states:::s3:putObject','Arguments':{'Prefix':'p'}", "The ResultWriter's Bucket must be a string that is not empty")]
    [InlineData("'Resource':'arn:aws:states:::s3:putObject','Arguments':{'Bucket':'b','Prefix':1}", "The ResultWriter's Prefix must be a string")]
    [InlineData("", "The field 'ResultWriter' cannot be empty")]
    public async Task Map_WithoutAUsableDestination_FailsBeforeItsChildrenRun(string fields, string expected)
    {
        var result = await RunAsync("'Items':[1],'ResultWriter':{" + fields + "}", Pass, new Writer());

        Assert.Equal(("States.ResultWriterFailed", expected), (result.Error, result.Cause));
        Assert.DoesNotContain(result.Lines(), line => line.Contains("MapRun", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Map_InJsonPath_TakesItsDestinationFromItsInputAndSelectsFromTheResult()
    {
        var writer = new Writer();
        var options = Options(writer);
        var machine = StateMachine.Parse(
            """
            {"StartAt":"A","States":{"A":{"Type":"Map","ItemsPath":"$.items","Label":"L","End":true,"ResultSelector":{"at.$":"$.ResultWriterDetails.Key"},
            "ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","Parameters":{"Bucket.$":"$.to","Prefix":"p"}},
            "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"B","States":{"B":{"Type":"Succeed"}}}}}}
            """,
            new StateMachineOptions { Engine = options }).Machine!;

        var result = await new ExecutionEngine(options).ExecuteAsync(machine, Json("{'items':[1],'to':'i'}"), null, Cancel);

        Assert.Equal(Json("{'at':'p/id-2/manifest.json'}"), result.Output);
        Assert.Equal("i/p/id-2/manifest.json", writer.Keys[^1]);
    }

    [Fact]
    public void Parse_WithoutAResultWriterInTheEngine_IsRefusedAndSaysWhatToGive()
    {
        var definition = Definition("'Items':[1],'ResultWriter':{" + ToS3 + "}", Pass, "STANDARD");

        var result = StateMachine.Parse(definition, new StateMachineOptions { Engine = new EngineOptions() });

        Assert.Null(result.Machine);
        Assert.Equal(
            "NOT_SUPPORTED: A ResultWriter that writes to S3 needs an IResultWriter: give it as EngineOptions.ResultWriter, and those options as "
            + "StateMachineOptions.Engine at /States/A/ResultWriter",
            Assert.Single(result.Diagnostics).ToString());
    }

    [Fact]
    public async Task Map_InAnEngineWithoutTheWriterItWasReadFor_Fails()
    {
        var machine = StateMachine.Parse(
            Definition("'Items':[1],'ResultWriter':{" + ToS3 + "}", Pass, "STANDARD"), new StateMachineOptions { Engine = Options(new Writer()) }).Machine!;

        var result = await new ExecutionEngine(Options(null)).ExecuteAsync(machine, Json("{}"), null, Cancel);

        Assert.Equal("States.ResultWriterFailed", result.Error);
    }

    [Fact]
    public void Parse_ResultWriter_TellsTheVariablesItReads()
    {
        var machine = StateMachine.Parse(
            Definition(
                "'Items':[1],'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Arguments':{'Bucket':'{% $v %}'}}", Pass, "STANDARD", "V"),
            new StateMachineOptions { Engine = Options(new Writer()) }).Machine!;

        Assert.Equal(["v"], machine.VariableReferences["A"]);
    }

    [Theory]
    [InlineData(1, new[] { "[1]", "[22]", "[333]" })]
    [InlineData(6, new[] { "[1,22]", "[333]" })]
    [InlineData(99, new[] { "[1,22,333]" })]
    public void Pack_MoreThanAFileHolds_GoesIntoTheNext(int most, string[] expected) => Assert.Equal(
        expected, ResultText.Pack([Json("1"), Json("22"), Json("333")], isLines: false, most).Select(file => Encoding.UTF8.GetString(file.Span)));

    private static string Text(ObjectValue record, string name) => record.TryGetValue(name, out var value) ? value.AsString() : "";

    private static EngineOptions Options(IResultWriter? writer)
    {
        var next = 0;
        return new EngineOptions { TimeProvider = Clock(), ResultWriter = writer, NewId = () => $"id-{Interlocked.Increment(ref next)}" };
    }

    private static string Definition(string fields, string states, string type, string startAt = "A") => (
        $"{{'QueryLanguage':'JSONata','StartAt':'{startAt}','States':{{" + (startAt == "V" ? "'V':{'Type':'Pass','Assign':{'v':'b'},'Next':'A'}," : "")
        + $"'A':{{'Type':'Map','Label':'L',{fields},'Next':'Z','ItemProcessor':{{'ProcessorConfig':{{'Mode':'DISTRIBUTED','ExecutionType':'{type}'}},"
        + $"'StartAt':'B','States':{{{states}}}}}}},'Z':{{'Type':'Succeed'}}}}}}").Replace('\'', '"').Replace("\\\"", "'", StringComparison.Ordinal);

    private static async Task<ExecutionResult> RunAsync(string fields, string states, Writer? writer, string type = "STANDARD")
    {
        var options = Options(writer);
        var parsed = StateMachine.Parse(Definition(fields, states, type), new StateMachineOptions { Name = "Machine", Engine = options });
        Assert.Empty(parsed.Diagnostics);
        return await new ExecutionEngine(options).ExecuteAsync(parsed.Machine!, Json("{'to':'i'}"), null, Cancel);
    }

    private sealed class Writer : IResultWriter
    {
        public string? Problem { get; init; }

        public bool Endless { get; init; }

        public List<string> Keys { get; } = [];

        public Dictionary<string, string> Texts { get; } = [];

        public ValueTask WriteAsync(string bucket, string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            if (Endless)
            {
                return new ValueTask(UntilCancelled(cancellationToken));
            }

            if (Problem is not null)
            {
                throw new IOException(Problem);
            }

            Keys.Add($"{bucket}/{key}");
            Texts.Add(Keys[^1], Encoding.UTF8.GetString(content.Span));
            return default;
        }
    }
}
