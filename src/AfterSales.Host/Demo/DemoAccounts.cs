using AfterSales.Access;
using AfterSales.Accounts;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Host.Demo;

/// <summary>Makes the demo's accounts, and gives them the password that the file names.</summary>
internal sealed class DemoAccounts(AccountBook book, UserManager<Account> users, DemoLogIns logIns)
{
    public async Task Make()
    {
        logIns.Keep();
        var first = await users.FindByEmailAsync(DemoLogIns.People[0].Email);
        // All have the same password, so one look tells whether the file was lost or another was chosen.
        var isOtherPassword = first is not null && !await users.CheckPasswordAsync(first, logIns.Password);
        foreach (var person in DemoLogIns.People)
        {
            var known = await users.FindByEmailAsync(person.Email);
            if (known is null) await Make(person);
            else if (isOtherPassword) await book.SetPasswordAsync(known.Id, logIns.Password);
        }
    }

    private async Task Make(DemoPerson person)
    {
        var made = await book.CreateAccountAsync(
            new NewAccount(person.Email, person.Name, logIns.Password, person.Language, person.TechnicianId, [new Assignment(person.Role, person.Place)]));
        if (made.IsRefused && made.Refusal is not EmailTaken)
            throw new WrongSettingException($"The demo's log-ins could not be made: {made.Refusal}. Set Demo:Password to another one.");
    }
}
