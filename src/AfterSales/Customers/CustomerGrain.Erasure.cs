using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

public sealed partial class CustomerGrain
{
    public Task<Answer> Erase(Intent<EraseCustomer> intent) => AskAndDecide(intent, async (customer, now) =>
        MergeRules.MustStandForItself(customer) ?? ErasureRules.Erase(customer, intent.Body.Reason, await work.Of(Key), await persons.Along(Key), Pseudonym, now));

    public Task<Answer> ErasePerson(Intent<ErasedPerson> intent) => Decide(intent, (customer, now) => ErasureRules.EraseAlong(customer, Pseudonym, now));

    public Task<Answer> EraseWords(Intent<EraseWords> intent) => AskAndDecide(intent, async (_, _) =>
    {
        await persons.EraseWords(Key);
        return Decision.NothingToDo;
    });

    public Task<Answer> GiveOut(Intent<GiveOutPersonalData> intent) => AskAndDecide(intent, async (customer, _) =>
        MergeRules.MustStandForItself(customer) ?? ErasureRules.GiveOut(customer, (await persons.Of(Key)).Count));

    private string Pseudonym => RecordKey.Derived("#", $"erased:{Key}")[..9];

    private static IEnumerable<Effect> EffectsOfErasure(Customer state, CustomerErased erased) =>
    [
        .. erased.Along.Select(grain => new ErasePersonIn(grain, state.Id)),
        new EraseWordsOf(state.Id),
        .. state.File.IsRaised ? [new Tasks.SettleTask(FileTask(state))] : Array.Empty<Effect>(),
    ];
}
