using AfterSales.Promises.Rules;

namespace AfterSales.Tasks.Rules;

/// <summary>What exactly a task is about, where its kind and its record do not say it: which of the promises to a customer, or which appointment.</summary>
/// <param name="Promise">Null where it is about no promise.</param>
/// <param name="Since">Since when the promise is broken; when the appointment began.</param>
/// <param name="Until">Until when the promise can be kept; when the appointment was over.</param>
[GenerateSerializer, Immutable, Alias("TaskMatter")]
public sealed record TaskMatter([property: Id(0)] PromiseKind? Promise, [property: Id(1)] DateTimeOffset? Since, [property: Id(2)] DateTimeOffset? Until);
