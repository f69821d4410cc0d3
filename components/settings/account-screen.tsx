'use client'

import { PasswordField } from '@/components/parts/account/password-field'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { TextField } from '@/components/ui/text-field'
import { useDevice } from '@/lib/client/hooks/device'
import { changeEmail, changeName, changePassword } from '@/lib/client/page/account'
import { oneLine } from '@/lib/core/one-line'
import type { Account } from '@/lib/domain/protocol'
import { NeedsNetwork } from './needs-network'
import { LinePlace, Part } from './part'
import { RequestForm } from './request-form'

/** Who the person is and how they sign in: name, address and password, which only the server can change. */
export function AccountScreen() {
  const device = useDevice()
  return (
    <ScreenFrame title="Account" back={{ href: '/settings', label: 'Back to Settings' }}>
      <NeedsNetwork offline="You are offline. Changing these needs the network.">
        Who you are and how you sign in, on all your devices.
      </NeedsNetwork>
      {device.state === 'ready' ? <Forms account={device.account} /> : <Places />}
    </ScreenFrame>
  )
}

function Forms({ account: { name, email } }: { account: Account }) {
  return (
    <>
      <Part title="Name" id="name-part">
        <RequestForm
          labelledBy="name-part"
          submit="Save name"
          subjects={{ name: 'The name' }}
          send={({ name: typed = '' }) => changeName(oneLine(typed))}
          done="Your name is changed."
        >
          {(problems) => (
            <TextField
              name="name"
              label="Name"
              bare
              hint="What others call you in a shared wallet."
              autoComplete="name"
              defaultValue={name}
              error={problems.name}
            />
          )}
        </RequestForm>
      </Part>
      <Part title="Email" id="email-part">
        <p className="pb-4 [overflow-wrap:anywhere]">{email}</p>
        <RequestForm
          labelledBy="email-part"
          submit="Change email"
          subjects={{ email: 'The new address', currentPassword: 'The password' }}
          send={({ email: typed = '', currentPassword = '' }) =>
            changeEmail(currentPassword, typed)
          }
          done="Your email is changed. Sign in with the new one from now on."
          clears
        >
          {(problems) => (
            <>
              <TextField
                name="email"
                label="New email"
                type="email"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                error={problems.email}
              />
              <PasswordField
                name="currentPassword"
                id="email-password"
                label="Current password"
                autoComplete="current-password"
                error={problems.currentPassword}
              />
            </>
          )}
        </RequestForm>
      </Part>
      <Part title="Password" id="password-part">
        <RequestForm
          labelledBy="password-part"
          submit="Change password"
          subjects={{ newPassword: 'The new password', currentPassword: 'The current password' }}
          send={({ currentPassword = '', newPassword = '' }) =>
            changePassword(currentPassword, newPassword)
          }
          done="Your password is changed. All your other devices are signed out."
          clears
        >
          {(problems) => (
            <>
              {/* For password managers: whose password it is. */}
              <input name="username" autoComplete="username" value={email} readOnly hidden />
              <PasswordField
                name="currentPassword"
                label="Current password"
                autoComplete="current-password"
                error={problems.currentPassword}
              />
              <PasswordField
                name="newPassword"
                label="New password"
                autoComplete="new-password"
                hint="At least 8 characters. Changing it signs out your other devices and scripts. What they have not sent yet waits there until you sign in again."
                error={problems.newPassword}
              />
            </>
          )}
        </RequestForm>
      </Part>
    </>
  )
}

function Places() {
  return ['Name', 'Email', 'Password'].map((title) => (
    <Part key={title} title={title}>
      <LinePlace />
    </Part>
  ))
}
