using System.Text;
using AiProxy.StatesLanguage.Tasks;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>What a distributed Map makes of the text that it reads, and into which batches.</summary>
public sealed class ItemReaderTests
{
    private const string Processor =
        "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'B','States':{'B':{'Type':'Succeed'}}}";

    [Theory]
    [InlineData("'ReaderConfig':{'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW','CSVDelimiter':'PIPE'}", "k|n\nx|1\n", "[{'k':'x','n':'1'}]")]
    [InlineData("'ReaderConfig':{'InputType':'JSON','ItemsPointer':'/a/items'}", "{'a':{'items':[1,2]}}", "[1,2]")]
    [InlineData("'ReaderConfig':{'InputType':'JSONL'}", "{'n':1}\n{'n':2}\n", "[{'n':1},{'n':2}]")]
    [InlineData("'ReaderConfig':{'InputType':'JSON','Transformation':'NONE'}", "[1]", "[1]")]
    public async Task Map_WithAReader_ReadsTheFormat(string config, string text, string expected)
    {
        var result = await RunAsync($"'ItemReader':{{'Resource':'arn:aws:states:::s3:getObject','Parameters':{{'Key':'k'}},{config}}}", text);

        Assert.Equal(Json(expected), result.Output);
    }

    [Theory]
    [InlineData("'ItemBatcher':{'MaxItemsPerBatchPath':'$.most'}", "[{'Items':[1,2]},{'Items':[3]}]")]
    [InlineData("'ItemBatcher':{'MaxInputBytesPerBatchPath':'$.bytes'}", "[{'Items':[1,2]},{'Items':[3]}]")]
    public async Task Map_WithABatcherThatTakesAPath_BatchesByWhatIsThere(string batcher, string expected)
    {
        var result = await RunAsync($"'ItemsPath':'$.items',{batcher}", "");

        Assert.Equal(Json(expected), result.Output);
    }

    [Theory]
    [InlineData("LOAD_AND_FLATTEN", "NOT_SUPPORTED: The Transformation LOAD_AND_FLATTEN is not supported: read each object in a Map of its own")]
    [InlineData("OTHER", "SCHEMA_VALIDATION_FAILED: Value should be one of the following: [NONE, LOAD_AND_FLATTEN]")]
    public void Parse_ReaderThatTransforms_IsRefused(string transformation, string expected)
    {
        var definition = $"{{'StartAt':'A','States':{{'A':{{'Type':'Map','ItemReader':{{'Resource':'arn:aws:states:::s3:listObjectsV2','ReaderConfig':{{'Transformation':'{transformation}'}}}},{Processor},'End':true}}}}}}";

        var diagnostic = Assert.Single(StateMachine.Parse(definition.Replace('\'', '"')).Diagnostics);

        Assert.Equal($"{expected} at /States/A/ItemReader/ReaderConfig/Transformation", diagnostic.ToString());
    }

    private static async Task<ExecutionResult> RunAsync(string fields, string text)
    {
        var machine = Parse($"{{'StartAt':'A','States':{{'A':{{'Type':'Map',{fields},{Processor},'End':true}}}}}}", StateMachineType.Standard);
        var engine = new ExecutionEngine(new EngineOptions { TimeProvider = Clock(), ItemReader = new Text(text.Replace('\'', '"')) });
        return await engine.ExecuteAsync(machine, Json("{'items':[1,2,3],'most':2,'bytes':3}"), null, TestContext.Current.CancellationToken);
    }

    private sealed class Text(string content) : IItemReader
    {
        public ValueTask<ItemReaderOutcome> ReadAsync(ItemReaderRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(ItemReaderOutcome.FromContent(Encoding.UTF8.GetBytes(content)));
    }
}
