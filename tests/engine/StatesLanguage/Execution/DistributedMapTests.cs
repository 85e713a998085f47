using System.Text;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

public sealed class DistributedMapTests
{
    private const string Failing =
        "'B':{'Type':'Choice','Choices':[{'Condition':'{% $states.input > 2 %}','Next':'F'}],'Default':'S'},'F':{'Type':'Fail'},'S':{'Type':'Succeed'}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("'ToleratedFailureCount':1", "[1,2]", null)]
    [InlineData("'ToleratedFailurePercentage':50", "[1,2]", null)]
    [InlineData("'ToleratedFailureCount':0", null, "States.ExceedToleratedFailureThreshold")]
    [InlineData("'Comment':'tolerates nothing'", null, "States.ExceedToleratedFailureThreshold")]
    public async Task Map_WithFailingChildren_ToleratesSoMany(string field, string? output, string? error)
    {
        var result = await RunAsync($"'Items':[1,2,3],{field}", Failing, null);

        Assert.Equal(error, result.Error);
        if (output is not null)
        {
            Assert.Equal(Json(output), result.Output);
        }
    }

    [Fact]
    public async Task Map_WithReaderAndBatcher_RunsAChildABatch()
    {
        var reader = new Reader(ItemReaderOutcome.FromContent("[1,2,3,4,5]"u8.ToArray()));

        var result = await RunAsync(
            "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','Arguments':{'Key':'k'},'ReaderConfig':{'InputType':'JSON','MaxItems':3}},"
            + "'ItemBatcher':{'MaxItemsPerBatch':2,'BatchInput':{'x':1}}",
            "'B':{'Type':'Succeed'}",
            reader);

        Assert.Equal(Json("[{'BatchInput':{'x':1},'Items':[1,2]},{'BatchInput':{'x':1},'Items':[3]}]"), result.Output);
        Assert.Equal(Json("{'Key':'k'}"), reader.Request!.Arguments);
    }

    [Theory]
    [InlineData("'Items':[7]", "[{'i':0,'v':7,'s':'STATE_DATA'}]")]
    [InlineData("'Items':'{% {\"a\":7} %}'", "[{'i':0,'k':'a','v':7,'s':'STATE_DATA'}]")]
    [InlineData("'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','Arguments':{'Bucket':'b','Key':'x/y.json'},'ReaderConfig':{'InputType':'JSON'}}", "[{'i':0,'v':7,'s':'S3://b/x/y.json'}]")]
    [InlineData("'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','Arguments':{'Bucket':'b','Prefix':'x'}}", "[{'i':0,'v':7,'s':'S3://b'}]")]
    [InlineData("'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','Arguments':{'Bucket':'b','Key':'k'},'ReaderConfig':{'InputType':'JSON'}}", "[{'i':0,'k':'a','v':7,'s':'S3://b/k'},{'i':1,'k':'c','v':8,'s':'S3://b/k'}]", "{\"a\":7,\"c\":8}")]
    public async Task Map_Context_TellsTheItemAndItsSource(string fields, string expected, string content = "[7]")
    {
        const string Selector =
            ",'ItemSelector':'{% ($item := $states.context.Map.Item; {\"i\":$item.Index,\"k\":$item.Key,\"v\":$item.Value,\"s\":$item.Source}) %}'";
        var reader = new Reader(ItemReaderOutcome.FromContent(Encoding.UTF8.GetBytes(content)));

        var result = await RunAsync(
            (fields + Selector).Replace("\"", "\\'", StringComparison.Ordinal), "'B':{'Type':'Succeed'}", reader);

        Assert.Equal(Json(expected), result.Output);
    }

    [Fact]
    public async Task Map_OverAnObject_GivesEachChildAMemberWithItsName()
    {
        var result = await RunAsync("'Items':'{% $states.input %}'", "'B':{'Type':'Succeed'}", null, "{'b':2,'a':{'x':1}}");

        Assert.Equal(Json("[{'Key':'b','Value':2},{'Key':'a','Value':{'x':1}}]"), result.Output);
    }

    [Fact]
    public async Task Map_WithoutItemReaderInTheEngine_Fails()
    {
        var result = await RunAsync("'ItemReader':{'Resource':'arn:aws:states:::s3:getObject'}", "'B':{'Type':'Succeed'}", null);

        Assert.Equal("States.ItemReaderFailed", result.Error);
        Assert.Contains("6 5 MapStateFailed", result.Lines());
    }

    [Fact]
    public async Task Map_WhoseReaderIsCutOffByTheExecutionsTimeout_TimesOut()
    {
        var clock = Clock();
        var engine = new ExecutionEngine(new EngineOptions { TimeProvider = clock, ItemReader = new EndlessReader() });
        var machine = Machine(
            "A", "'A':" + Map("'ItemReader':{'Resource':'arn:aws:states:::s3:getObject'}", "'B':{'Type':'Succeed'}"), StateMachineType.Standard, "'TimeoutSeconds':5,");

        var result = await clock.RunAsync(() => engine.ExecuteAsync(machine, Json("{}"), null, Cancel), TimeSpan.FromSeconds(5));

        Assert.Equal(ExecutionStatus.TimedOut, result.Status);
    }

    [Fact]
    public async Task Map_ItsChildren_AreExecutionsOfTheirOwn()
    {
        var result = await RunAsync(
            "'Label':'each','Items':[{'x':1}]",
            "'B':{'Type':'Pass','Output':'{% $merge([$states.context.Execution.{\\'i\\':Id,\\'n\\':Name,\\'in\\':Input}, $states.context.StateMachine.{\\'m\\':Id}]) %}','End':true}",
            null);

        var child = result.Output.AsArray()[0].AsObject();
        var name = Text("n");
        Assert.Equal(Json("{'x':1}"), child.TryGetValue("in", out var input) ? input : default);
        Assert.Equal($"arn:aws:states:us-east-1:000000000000:execution:Machine/each:{name}", Text("i"));
        Assert.EndsWith(":stateMachine:Machine/each", Text("m"), StringComparison.Ordinal);
        Assert.NotEqual(result.Name, name);

        string Text(string member) => child.TryGetValue(member, out var value) ? value.AsString() : "";
    }

    [Fact]
    public async Task Map_ItsChildren_SeeNoVariablesOfTheParent()
    {
        var machine = Machine(
            "V",
            "'V':{'Type':'Pass','Assign':{'v':1},'Next':'A'},'A':" + Map("'Items':[1]", "'B':{'Type':'Pass','Output':'{% $v %}','End':true}"),
            StateMachineType.Standard);

        var result = await new ExecutionEngine().ExecuteAsync(machine, Json("{}"), null, Cancel);

        Assert.Equal("States.ExceedToleratedFailureThreshold", result.Error);
    }

    [Theory]
    [InlineData("'B':{'Type':'Wait','Seconds':'{% $states.input %}','End':true}")]
    [InlineData("'B':{'Type':'Wait','Seconds':'{% $states.input %}','Next':'S'},'S':{'Type':'Succeed'}")]
    public async Task Map_WithAnExpressChildThatTakesTooLong_CountsItAsFailed(string states)
    {
        var tolerated = await RunAsync("'Items':[0,400],'ToleratedFailureCount':1");
        var failed = await RunAsync("'Items':[0,400]");

        Assert.Equal(Json("[0]"), tolerated.Output);
        Assert.Equal(TimeSpan.FromMinutes(5), tolerated.StopTime - tolerated.StartTime);
        Assert.Equal("States.ExceedToleratedFailureThreshold", failed.Error);

        Task<ExecutionResult> RunAsync(string fields)
        {
            var clock = Clock();
            var map = Map(fields, states).Replace("STANDARD", "EXPRESS", StringComparison.Ordinal);
            return clock.RunAsync(
                () => new ExecutionEngine(new EngineOptions { TimeProvider = clock }).ExecuteAsync(
                    Machine("A", "'A':" + map, StateMachineType.Standard), Json("{}"), null, Cancel),
                TimeSpan.FromMinutes(5));
        }
    }

    private static ValueTask<ExecutionResult> RunAsync(string fields, string states, IItemReader? reader, string input = "{}") =>
        new ExecutionEngine(new EngineOptions { TimeProvider = Clock(), ItemReader = reader }).ExecuteAsync(
            Machine("A", "'A':" + Map(fields, states), StateMachineType.Standard), Json(input), null, Cancel);

    private static string Map(string fields, string states) =>
        $"{{'Type':'Map',{fields},'End':true,'ItemProcessor':{{'ProcessorConfig':{{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'}},'StartAt':'B','States':{{{states}}}}}}}";

    private sealed class EndlessReader : IItemReader
    {
        public async ValueTask<ItemReaderOutcome> ReadAsync(ItemReaderRequest request, CancellationToken cancellationToken)
        {
            await UntilCancelled(cancellationToken);
            return default;
        }
    }

    private sealed class Reader(ItemReaderOutcome outcome) : IItemReader
    {
        public ItemReaderRequest? Request { get; private set; }

        public ValueTask<ItemReaderOutcome> ReadAsync(ItemReaderRequest request, CancellationToken cancellationToken)
        {
            Request = request;
            return ValueTask.FromResult(outcome);
        }
    }
}
